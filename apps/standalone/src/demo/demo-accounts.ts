// The accounts of the demo county, with the public password: they exist in demo mode only.
import type { Role, Scope } from '#libs/contracts';
import { demoId } from './demo-ids.ts';
import { COUNTY, FIRST_COMMUNITY_CODE, HUSHAN_CODE } from './wuyi-townships.ts';

export interface DemoAccount {
  username: string;
  role: Role;
  name: string;
  password: string;
  scopes: readonly Scope[];
  /** What the scope is, in words. */
  territory: string;
}

export const DEMO_PASSWORD = 'Yinling@2025';

const county: Scope[] = [{ kind: 'division', ref: COUNTY.code }];
const account = (
  username: string,
  role: Role,
  name: string,
  scopes: readonly Scope[],
  territory: string,
): DemoAccount => ({
  username,
  role,
  name,
  password: DEMO_PASSWORD,
  scopes,
  territory,
});

const facility = (number: number): Scope[] => [{ kind: 'facility', ref: demoId('facility', number) }];

const wearer: Scope[] = [{ kind: 'elder', ref: demoId('elder', 1) }];

/** New ones come last: their ids follow from their places. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('operator', 'operator', '方晓铃', county, COUNTY.name),
  account('operator2', 'operator', '郑一诺', county, COUNTY.name),
  account('supervisor', 'supervisor', '周正言', county, COUNTY.name),
  account('admin', 'admin', '沈一维', county, COUNTY.name),
  account('operator-hushan', 'operator', '陆静好', [{ kind: 'division', ref: HUSHAN_CODE }], '壶山街道'),
  account('manager', 'manager', '顾知秋', facility(1), '壶山街道的一家养老机构'),
  account('responder', 'responder', '丁及时', facility(2), '壶山街道的一个居家养老服务照料中心'),
  account('family', 'family', '王念安', wearer, 'demo-sos-1 的佩戴者'),
  account('regulator', 'regulator', '严可期', county, COUNTY.name),
  account('responder2', 'responder', '石敢当', county, `${COUNTY.name}应急救援队`),
  account('responder3', 'responder', '林秀芬', wearer, 'demo-sos-1 佩戴者的邻居，有钥匙'),
  account(
    'worker',
    'communityWorker',
    '李芳',
    [{ kind: 'division', ref: FIRST_COMMUNITY_CODE }],
    'demo-sos-1 所在的社区',
  ),
];
