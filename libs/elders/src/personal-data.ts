// How personal data of elders is sealed and found again: the one place that knows the names of the blind indexes.
import { Injectable } from '@nestjs/common';
import { SealedText } from '#libs/platform';
import { lastFour, plainPhone } from './domain/phone.ts';

/** A field whose key is missing says so: it must neither hide the rest of the card nor look empty. */
export const UNREADABLE = '（无法读取）';

@Injectable()
export class PersonalData {
  constructor(private readonly sealed: SealedText) {}

  seal(plain: string | null): string | null {
    return plain === null ? null : this.sealed.seal(plain);
  }

  sealList(values: readonly string[]): string | null {
    return values.length === 0 ? null : this.sealed.sealJson(values);
  }

  /** Whole numbers and their last four digits. */
  phoneIndexes(phones: readonly string[]): string[] {
    return [...new Set(phones.flatMap((phone) => [this.wholePhone(phone), this.phoneEnding(lastFour(phone))]))];
  }

  wholePhone(phone: string): string {
    return this.sealed.blindIndex('phone', plainPhone(phone));
  }

  phoneEnding(fourDigits: string): string {
    return this.sealed.blindIndex('phone.ending', fourDigits);
  }

  idNumber(idNumber: string): string {
    return this.sealed.blindIndex('idNumber', idNumber.toUpperCase());
  }

  open(sealed: string | null): string | null {
    try {
      return this.sealed.openOrNull(sealed);
    } catch {
      return UNREADABLE;
    }
  }

  openList(sealed: string | null): string[] {
    try {
      return this.sealed.openList(sealed);
    } catch {
      return [UNREADABLE];
    }
  }
}
