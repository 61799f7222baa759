// Elders found, masked and opened, with their personal data sealed on the way to the table.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Homes, Territory } from '#libs/places';
import { Clock, SealedText } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { Elders } from './elders.ts';
import type { NewElder } from './new-elder.ts';
import { PersonalData } from './personal-data.ts';
import { RegisterElders } from './register-elders.ts';

const TOWN = '330723001000';
const HERE = '330723001001';
const ELSEWHERE = '330723002001';

class SetClock extends Clock {
  override now(): Date {
    return new Date('2026-05-01T12:00:00+08:00');
  }
}

const anElder = (change: Partial<NewElder>): NewElder => ({
  name: '王小红',
  pinyin: 'wangxiaohong',
  sex: 'female',
  birthDate: '1941-05-02',
  idNumber: null,
  phones: ['13800000001'],
  living: 'alone',
  categories: [],
  abilityLevel: 2,
  reach: { hearing: '重听', speech: null, dialect: '武义话', firstChannel: null },
  conditions: ['高血压'],
  allergies: [],
  medication: ['氨氯地平'],
  bloodType: 'A',
  doorAndKeyNotes: '钥匙在门卫',
  home: null,
  contacts: [],
  ...change,
});

describe('Elders', () => {
  let test: TestDatabase;
  let elders: Elders;
  let homes: Homes;
  let wang: string;
  let li: string;
  let homeless: string;
  const sealed = new SealedText({ encryption: new Map([['k1', randomBytes(32)]]), index: randomBytes(32) });
  const here = new Territory(new Set([HERE]), false);
  const everywhere = new Territory(new Set([HERE, ELSEWHERE]), true);
  const page = { page: 1, pageSize: 10 };

  beforeAll(async () => {
    test = await testDatabase();
    const personal = new PersonalData(sealed);
    elders = new Elders(test.database, new SetClock(), personal);
    homes = new Homes(test.database, sealed);
    await test.database.query(
      `INSERT INTO divisions (code, name, level) VALUES ('${TOWN}', '壶山街道', 'subdistrict'),
         ('${HERE}', '溪里社区', 'community'), ('${ELSEWHERE}', '东村', 'community')`,
    );
    const home = { street: '解放路', door: '3幢402', floor: 4, hasLift: false, location: { lng: 119.8, lat: 28.9 } };
    const [one = '', two = ''] = await homes.add([
      { ...home, communityCode: HERE },
      { ...home, communityCode: ELSEWHERE, street: '村西', door: null },
    ]);
    const since = new Date('2015-01-01T00:00:00+08:00');
    const registry = new RegisterElders(test.database, personal);
    [wang = '', li = '', homeless = ''] = await registry.register([
      anElder({
        home: { id: one, since },
        contacts: [
          {
            name: '王大',
            relation: '子',
            phone: '139 1111 2222',
            decideOrder: 1,
            comeOrder: 2,
            minutesAway: 20,
            holdsKey: true,
          },
          {
            name: '张三',
            relation: '邻居',
            phone: '13700003333',
            decideOrder: null,
            comeOrder: 1,
            minutesAway: 2,
            holdsKey: false,
          },
        ],
      }),
      anElder({
        name: '李_明',
        pinyin: 'liming',
        sex: 'male',
        phones: [],
        home: { id: two, since },
        idNumber: '11010519491231002X',
      }),
      anElder({ name: '赵无家', pinyin: 'zhaowujia', phones: ['+86 138-0000-9999'] }),
    ]);
  });
  afterAll(() => test.close());

  const found = async (territory: Territory, q: string): Promise<string[]> =>
    (await elders.find(territory, { q, ...page })).items.map((item) => item.id);

  it('are masked in lists: no whole name, no house number, no phone', async () => {
    const { items, total } = await elders.find(here, { q: '', ...page });
    expect(total).toBe(1);
    expect(items[0]).toEqual({
      id: wang,
      name: '王*红',
      sex: 'female',
      age: 84,
      living: 'alone',
      abilityLevel: 2,
      home: { id: expect.any(String), address: '解放路***', division: { code: HERE, name: '溪里社区' } },
    });
  });

  it('are found by name, pinyin, street, community, phone, a contact’s phone, last four digits or identity number', async () => {
    for (const q of [
      '小红',
      'WANGx',
      '解放',
      '溪里',
      '13800000001',
      '+86 138 0000 0001',
      '0001',
      '13911112222',
      '3333',
    ]) {
      expect({ q, ids: await found(everywhere, q) }).toEqual({ q, ids: [wang] });
    }
    expect(await found(everywhere, '11010519491231002x')).toEqual([li]);
  });

  it('are found literally: % and _ are letters like others', async () => {
    expect(await found(everywhere, '%')).toEqual([]);
    expect(await found(everywhere, '_')).toEqual([li]);
  });

  it('outside the territory do not exist; those without a home belong to the top centre', async () => {
    expect(await found(here, '李')).toEqual([]);
    expect(await found(here, '赵')).toEqual([]);
    expect(await found(everywhere, '赵')).toEqual([homeless]);
    expect(await found(Territory.NOTHING, '')).toEqual([]);
  });

  it('come in pages, with the total of all', async () => {
    const second = await elders.find(everywhere, { q: '', page: 2, pageSize: 2 });
    expect([second.items.map((item) => item.id), second.total]).toEqual([[homeless], 3]);
    expect(await elders.find(everywhere, { q: '', page: 9, pageSize: 2 })).toEqual({ items: [], total: 3 });
  });

  it('show phones, medical data and key notes on an opened card only', async () => {
    const [closed] = await elders.card([wang], false);
    expect(closed?.sensitive).toBeNull();
    expect(closed?.contacts.map(({ name, phone }) => [name, phone])).toEqual([
      ['张三', null],
      ['王大', null],
    ]);
    const [open] = await elders.card([wang], true);
    expect(open?.sensitive).toEqual({
      phones: ['13800000001'],
      conditions: ['高血压'],
      allergies: [],
      medication: ['氨氯地平'],
      bloodType: 'A',
      doorAndKeyNotes: '钥匙在门卫',
    });
    expect(open?.contacts[1]).toMatchObject({ phone: '139 1111 2222', decideOrder: 1, comeOrder: 2, holdsKey: true });
    expect(open).toMatchObject({ age: 84, birthDate: '1941-05-02', reach: { hearing: '重听', speech: null } });
  });

  it('keep the rest of a card when a key is missing, and say what cannot be read', async () => {
    const otherKeys = new SealedText({ encryption: new Map([['k2', randomBytes(32)]]), index: randomBytes(32) });
    const blind = new Elders(test.database, new SetClock(), new PersonalData(otherKeys));
    const [card] = await blind.card([wang], true);
    expect(card).toMatchObject({
      name: '王小红',
      sensitive: { conditions: ['（无法读取）'], doorAndKeyNotes: '（无法读取）' },
    });
  });

  it('are known by the home that they live in', async () => {
    const home = (await elders.homesOf([wang])).get(wang) ?? '';
    expect((await elders.residentsOf([home])).get(home)?.map((person) => person.name)).toEqual(['王小红']);
    expect((await elders.residentsOf([home], new Date('2014-12-31T00:00:00Z'))).size).toBe(0);
    expect((await homes.byIds([home])).get(home)).toMatchObject({
      address: '解放路 3幢402',
      maskedAddress: '解放路***',
      floor: 4,
    });
  });

  it('leave nothing personal in clear in the tables', async () => {
    const rows = await test.database.query('SELECT to_jsonb(e) || to_jsonb(h) AS row FROM elders e, homes h');
    const contacts = await test.database.query('SELECT to_jsonb(c) AS row FROM contacts c');
    const stored = JSON.stringify([rows, contacts]);
    for (const secret of ['13800000001', '1391111', '高血压', '氨氯地平', '钥匙在门卫', '3幢402', '11010519491231']) {
      expect(stored).not.toContain(secret);
    }
  });
});
