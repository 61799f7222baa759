// Whether an answer is what the OpenAPI document says: types, required keys, and no key that it does not know.
import type { OpenAPIObject } from '@nestjs/swagger';

interface AnySchema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  allOf?: AnySchema[];
  enum?: unknown[];
  properties?: Record<string, AnySchema>;
  additionalProperties?: unknown;
  required?: string[];
  items?: AnySchema;
}

/** What is wrong with `value`, as `path: why`; empty if it conforms. */
export function misfits(document: OpenAPIObject, schemaName: string, value: unknown): string[] {
  const schemas = (document.components?.schemas ?? {}) as Record<string, AnySchema>;
  const check = (schema: AnySchema, at: unknown, path: string): string[] => {
    if (schema.$ref) return check(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? { enum: [] }, at, path);
    if (at === null && schema.nullable) return [];
    if (schema.allOf) return schema.allOf.flatMap((part) => check(part, at, path));
    if (schema.enum && !schema.enum.includes(at)) return [`${path}: not one of ${schema.enum.join()}`];
    switch (schema.type) {
      case undefined:
        return [];
      case 'object':
        return typeof at === 'object' && at !== null && !Array.isArray(at)
          ? checkKeys(schema, at, path)
          : [`${path}: no object`];
      case 'array':
        return Array.isArray(at)
          ? at.flatMap((item, n) => check(schema.items ?? {}, item, `${path}[${n}]`))
          : [`${path}: no list`];
      case 'integer':
        return Number.isInteger(at) ? [] : [`${path}: no whole number`];
      default:
        return typeof at === schema.type ? [] : [`${path}: no ${schema.type}`];
    }
  };
  const checkKeys = (schema: AnySchema, at: object, path: string): string[] => {
    const properties = schema.properties ?? {};
    const known = Object.entries(at).flatMap(([key, inner]) => {
      const property = properties[key];
      if (property) return check(property, inner, `${path}.${key}`);
      return schema.additionalProperties ? [] : [`${path}.${key}: not described`];
    });
    return [...known, ...(schema.required ?? []).filter((key) => !(key in at)).map((key) => `${path}.${key}: missing`)];
  };
  return check({ $ref: schemaName }, value, '');
}
