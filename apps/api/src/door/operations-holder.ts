// The table of operations for whoever Nest makes before the document can be read.
import { Injectable } from '@nestjs/common';
import type { Operation, Operations } from './operations.ts';

@Injectable()
export class OperationsHolder {
  private operations: Operations | null = null;

  set(operations: Operations): void {
    this.operations = operations;
  }

  find(method: string, path: string): { operation: Operation | null; allowed: string[] } | null {
    return this.operations?.find(method, path) ?? null;
  }
}
