// The OpenAPI document: routes from the controllers, schemas from ./schemas, and the errors that every operation shares.
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ERRORS, type ErrorCode } from '#libs/contracts';
import { adminSchemas } from '../schemas/admin.schemas.ts';
import { afterSchemas } from '../schemas/after.schemas.ts';
import { callsSchemas } from '../schemas/calls.schemas.ts';
import { candidatesSchemas } from '../schemas/candidates.schemas.ts';
import { peopleSchemas } from '../schemas/people.schemas.ts';
import { tasksSchemas } from '../schemas/tasks.schemas.ts';
import { rescueSchemas } from '../schemas/rescue.schemas.ts';
import { ref } from '../schemas/schemas.ts';
import { SESSION_COOKIE } from './credentials.ts';
import { IMAGE_BODY } from './operations.ts';

type Item = OpenAPIObject['paths'][string];
type DocumentOperation = NonNullable<Item['get']> & { 'x-errors'?: readonly ErrorCode[]; 'x-idempotent'?: boolean };
type Parameter = NonNullable<DocumentOperation['parameters']>[number];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('银铃 Yinling')
    .setDescription(
      'The people’s door. Programs send the token of `POST /api/v1/auth/login` as bearer; browsers use the cookie, and ' +
        'then `Origin` must be the own host. Operations marked `security: []` need no session; all others answer 401 ' +
        'without one before anything else is looked at. 200 requests a second for each session.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Opaque token of the sign-in.' }, 'bearer')
    .addCookieAuth(SESSION_COOKIE, { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE }, 'cookie')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('cookie')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  document.components ??= {};
  document.components.schemas = {
    ...document.components.schemas,
    ...peopleSchemas,
    ...adminSchemas,
    ...tasksSchemas,
    ...afterSchemas,
    ...callsSchemas,
    ...candidatesSchemas,
    ...rescueSchemas,
  };
  Object.assign(document.paths, documentationPaths);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation: DocumentOperation | undefined = item[method];
      if (operation) complete(path, operation);
    }
  }
  return document;
}

/** Every error that the operation can give, by status, with its codes. */
function complete(path: string, operation: DocumentOperation): void {
  const codes = new Set<ErrorCode>(operation['x-errors'] ?? []);
  delete operation['x-errors'];
  if (operation['x-idempotent']) add(codes, 'COMMON.IDEMPOTENCY_CONFLICT', 'COMMON.SHOWN_ONCE', 'COMMON.VALIDATION');
  delete operation['x-idempotent'];
  const image =
    operation.requestBody && 'content' in operation.requestBody && IMAGE_BODY in operation.requestBody.content;
  const body = operation.requestBody !== undefined && !image;
  const parameters: Parameter[] = operation.parameters ?? [];
  if (image)
    add(codes, 'COMMON.MALFORMED_BODY', 'COMMON.UNSUPPORTED_MEDIA_TYPE', 'FILE.TOO_LARGE', 'FILE.NOT_AN_IMAGE');
  if (body)
    add(codes, 'COMMON.VALIDATION', 'COMMON.MALFORMED_BODY', 'COMMON.BODY_TOO_LARGE', 'COMMON.UNSUPPORTED_MEDIA_TYPE');
  if (parameters.some((parameter) => 'in' in parameter && parameter.in === 'query')) add(codes, 'COMMON.VALIDATION');
  if (/^\/api\//.test(path) && operation.security?.length !== 0) {
    add(codes, 'AUTH.REQUIRED', 'AUTH.FORBIDDEN', 'AUTH.ORIGIN_REFUSED', 'COMMON.TOO_MANY_REQUESTS');
  }
  // A part of the path that cannot be read as text.
  if (path.includes('{')) add(codes, 'COMMON.NOT_FOUND');
  if (/^\/api\/v1\//.test(path)) add(codes, 'COMMON.UNAVAILABLE', 'COMMON.INTERNAL');
  for (const [status, names] of byStatus(codes)) {
    operation.responses[status] ??= {
      description: names.map((name) => `\`${name}\``).join(', '),
      content: { 'application/json': { schema: ref('ErrorBody') } },
    };
  }
}

const add = (codes: Set<ErrorCode>, ...more: ErrorCode[]): void => more.forEach((code) => codes.add(code));

function byStatus(codes: Set<ErrorCode>): Map<string, ErrorCode[]> {
  const found = new Map<string, ErrorCode[]>();
  for (const code of codes) {
    const status = String(ERRORS[code].status);
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return found;
}

/** Served by Swagger's module, which lists only controllers. */
const documentationPaths: OpenAPIObject['paths'] = {
  '/api/docs': {
    get: {
      operationId: 'Docs_page',
      summary: 'This documentation as a page.',
      security: [],
      responses: { 200: { description: 'HTML.', content: { 'text/html': { schema: { type: 'string' } } } } },
    },
  },
  '/api/docs-json': {
    get: {
      operationId: 'Docs_document',
      summary: 'This document.',
      security: [],
      responses: {
        200: { description: 'OpenAPI 3.', content: { 'application/json': { schema: { type: 'object' } } } },
      },
    },
  },
};
