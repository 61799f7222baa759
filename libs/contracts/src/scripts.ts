// What the desk asks the caller, and what was answered.
import type { AlertKind, PersonRef } from './alert.ts';
import type { ScriptAnswerView } from './tasks.ts';

export interface ScriptQuestion {
  key: string;
  zh: string;
  en: string;
  /** Coded answers; `danger` ones mean 120 at once. */
  choices: { key: string; zh: string; en: string; danger?: boolean }[];
}
/** GET /api/v1/scripts, GET /api/v1/alerts/{id}/script `{script, answers}`, POST /api/v1/scripts publishes a new version. */
export interface ScriptView {
  id: string;
  kinds: AlertKind[];
  version: number;
  publishedAt: string;
  publishedBy: PersonRef | null;
  questions: ScriptQuestion[];
}
export interface CaseScript {
  script: ScriptView | null;
  answers: ScriptAnswerView[];
}
