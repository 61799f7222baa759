// The built pages: hashed files for a year, index.html never kept, and every page address answered with it.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

/** Addresses of others: never answered with a page. */
const NOT_PAGES = /^\/(api|health|metrics|ingest|socket\.io|assets)(\/|$)/i;

/** Pages that whoever has the address may open: no search engine may keep a missing person. */
const FOR_ANYBODY = /^\/search(\/|$)/i;

export function servePages(app: NestExpressApplication, folder = builtPages()): void {
  const index = join(folder, 'index.html');
  app.useStaticAssets(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders: (response: Response, path: string): void => {
      const hashed = path.startsWith(join(folder, 'assets'));
      const kept = hashed ? 'public, max-age=31536000, immutable' : 'no-cache';
      response.setHeader('Cache-Control', path === index ? 'no-store' : kept);
    },
  });
  app.use((request: Request, response: Response, next: NextFunction): void => {
    if (!isPage(request) || !existsSync(index)) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    if (FOR_ANYBODY.test(request.path)) response.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
    response.sendFile(index, (error?: Error) => {
      if (error && !response.headersSent) next(error);
    });
  });
}

/** A page has no file ending, and whoever asks reads HTML. */
function isPage(request: Request): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  return (
    !NOT_PAGES.test(request.path) && !/\.[^/]+$/.test(request.path) && request.accepts(['html', 'json']) === 'html'
  );
}

/** dist/apps/web beside the package, whether we run from sources or from dist. */
function builtPages(): string {
  let at = import.meta.dirname;
  while (!existsSync(join(at, 'package.json')) && dirname(at) !== at) at = dirname(at);
  return join(at, 'dist', 'apps', 'web');
}
