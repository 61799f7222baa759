// Puts the door in front of an application, in the order in which a request meets it. Call before listen() or init().
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { LOG, SETTINGS, type Log, type Settings } from '#libs/platform';
import { servePages } from '../pages/serve-pages.ts';
import { accessLog } from './access-log.ts';
import { Authentication } from './authentication.ts';
import { readBodies } from './json-body.ts';
import { describeApi } from './openapi.ts';
import { Operations } from './operations.ts';
import { OperationsHolder } from './operations-holder.ts';

/**
 * The application must be made with `bodyParser: false`: bodies are read after session and role.
 * `pages`: folder of the built pages, default dist/apps/web.
 */
export function openPeoplesDoor(app: NestExpressApplication, options: { pages?: string } = {}): void {
  const settings = app.get<Settings>(SETTINGS, { strict: false });
  const log = app.get<Log>(LOG, { strict: false });
  app.set('trust proxy', settings.TRUST_PROXY);
  app.set('etag', false);
  app.set('query parser', 'simple');

  const document = describeApi(app);
  const operations = new Operations(document);
  app.get(OperationsHolder, { strict: false }).set(operations);

  app.use(accessLog(log));
  app.use(securityHeaders());
  app.use(noStore);
  app.use(app.get(Authentication, { strict: false }).middleware(operations));
  readBodies(app);
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/docs-json',
    raw: ['json'],
    customSiteTitle: '银铃 API',
    // No badge of a validator elsewhere, no fonts from elsewhere: the page must work in a closed network.
    swaggerOptions: { validatorUrl: null, persistAuthorization: false },
  });
  servePages(app, options.pages);
}

function securityHeaders() {
  const shared = { hsts: false, crossOriginEmbedderPolicy: false, referrerPolicy: { policy: 'same-origin' } } as const;
  const pages = helmet({
    ...shared,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Vue and Element Plus place things by style attributes; sheets and scripts stay our own files.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  // Swagger's page carries a style sheet of its own inside.
  const documentation = helmet({
    ...shared,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  return (request: Request, response: Response, next: NextFunction): void =>
    /^\/api\/docs/i.test(request.path) ? documentation(request, response, next) : pages(request, response, next);
}

/** Answers of the door are about this moment and this reader. */
function noStore(request: Request, response: Response, next: NextFunction): void {
  if (/^\/(api|health|metrics)(\/|$)/i.test(request.path)) response.setHeader('Cache-Control', 'no-store');
  next();
}
