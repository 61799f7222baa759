// People at the HTTP door.
import type { AlertView, LoginAnswer, Page } from '../../libs/contracts/src/index.ts';

export const DEMO_PASSWORD = 'Yinling@2025';

export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

export class Person {
  private constructor(
    readonly http: string,
    readonly login: LoginAnswer,
  ) {}

  static async signIn(http: string, username: string, password = DEMO_PASSWORD): Promise<Person> {
    const response = await fetch(`${http}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (!response.ok) throw new Error(`${username} cannot sign in: ${response.status} ${await response.text()}`);
    return new Person(http, (await response.json()) as LoginAnswer);
  }

  get token(): string {
    return this.login.token;
  }

  async ask<T>(method: string, path: string, body?: object): Promise<Answer<T>> {
    const response = await fetch(`${this.http}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as T };
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.ask<T>('GET', path);
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Every alert that this person may see, page by page. */
  async alerts(state = 'all'): Promise<AlertView[]> {
    const all: AlertView[] = [];
    for (let page = 1; ; page++) {
      const { items, total } = await this.get<Page<AlertView>>(
        `/api/v1/alerts?state=${state}&page=${page}&pageSize=100`,
      );
      all.push(...items);
      if (all.length >= total || items.length === 0) return all;
    }
  }
}
