// The questions that ship, as they were when the table was made: later changes are new versions in the table, never here.
import type { AlertKind, ScriptQuestion } from '#libs/contracts';

type Choice = ScriptQuestion['choices'][number];

const choice = (key: string, zh: string, en: string): Choice => ({ key, zh, en });
const danger = (key: string, zh: string, en: string): Choice => ({ key, zh, en, danger: true });
const UNCLEAR = choice('unclear', '说不清', 'Unclear');
const yesNo = (yes: (key: string, zh: string, en: string) => Choice, no: (key: string, zh: string, en: string) => Choice) => [
  yes('yes', '是', 'Yes'), no('no', '否', 'No'), UNCLEAR,
]; // prettier-ignore
const ask = (key: string, zh: string, en: string, choices: Choice[]): ScriptQuestion => ({ key, zh, en, choices });

const CONSCIOUS = ask('conscious', '人清醒吗？叫得应吗？', 'Awake? Answers when spoken to?', yesNo(choice, danger));
const BREATHING = ask('breathing', '呼吸正常吗？', 'Breathing normally?', yesNo(choice, danger));
const CHEST = ask('chestPain', '胸口痛或闷吗？', 'Pain or pressure in the chest?', yesNo(danger, choice));
const BLEEDING = ask('bleeding', '有没有大量出血？', 'Bleeding heavily?', yesNo(danger, choice));
const CAN_MOVE = ask('canMove', '能自己起身、走动吗？', 'Able to get up and walk?', yesNo(choice, choice));
const ALONE = ask('alone', '身边有人吗？', 'Is anybody with them?', [
  choice('alone', '独自一人', 'Alone'),
  choice('withSomebody', '有人在旁', 'Somebody is there'),
  UNCLEAR,
]);
const DOOR = ask('door', '门怎么开？', 'How does the door open?', [
  choice('opens', '能自己开门', 'Can open it'),
  choice('keyHolder', '有人有钥匙', 'Somebody has a key'),
  choice('locked', '打不开', 'Cannot be opened'),
  UNCLEAR,
]);
const EVERYONE_OUT = ask('everyoneOut', '所有人都到屋外了吗？', 'Is everybody outside?', yesNo(choice, danger));
const UNWELL = ask('unwell', '有人头晕、恶心或昏倒吗？', 'Anybody dizzy, sick or fainted?', yesNo(danger, choice));

export const SHIPPED_SCRIPTS: readonly { id: string; kinds: AlertKind[]; questions: ScriptQuestion[] }[] = [
  {
    id: '01920000-0000-7000-8000-000000000001',
    kinds: ['fall', 'nurseCall', 'phoneCall', 'sos', 'unknownDistress'],
    questions: [CONSCIOUS, BREATHING, CHEST, BLEEDING, CAN_MOVE, ALONE, DOOR],
  },
  {
    id: '01920000-0000-7000-8000-000000000002',
    kinds: ['smoke'],
    questions: [
      ask('fireSeen', '看到火或浓烟吗？', 'Fire or thick smoke to be seen?', yesNo(danger, choice)),
      EVERYONE_OUT,
      ask('trapped', '有人被困或行动不便吗？', 'Anybody trapped or unable to walk?', yesNo(danger, choice)),
      ask('burned', '有人烧伤或呛烟吗？', 'Anybody burned or choking?', yesNo(danger, choice)),
      ask('neighboursWarned', '邻居通知了吗？', 'Have the neighbours been warned?', yesNo(choice, choice)),
    ],
  },
  {
    id: '01920000-0000-7000-8000-000000000003',
    kinds: ['co', 'gas'],
    questions: [
      ask('smell', '闻到燃气味吗？', 'A smell of gas?', yesNo(danger, choice)),
      EVERYONE_OUT,
      UNWELL,
      ask('valveClosed', '阀门关了吗？', 'Is the valve closed?', yesNo(choice, choice)),
      ask('noSwitches', '没有动开关、没有点火吧？', 'No switch touched, no flame lit?', yesNo(choice, danger)),
      ask('neighboursWarned', '邻居通知了吗？', 'Have the neighbours been warned?', yesNo(choice, choice)),
    ],
  },
  {
    id: '01920000-0000-7000-8000-000000000004',
    kinds: ['missingPerson', 'unitExit', 'wandering'],
    questions: [
      ask('lastSeen', '最后见到是多久以前？', 'Last seen how long ago?', [
        choice('within15min', '15 分钟内', 'Within 15 minutes'),
        choice('withinHour', '1 小时内', 'Within an hour'),
        danger('longer', '更久', 'Longer'),
        UNCLEAR,
      ]),
      ask('confused', '会认错路、认错人吗？', 'Gets lost or confused?', yesNo(danger, choice)),
      ask('reachable', '带手机或手表了吗？', 'Carries a phone or watch?', yesNo(choice, choice)),
      ask('dangerNear', '附近有水、铁路或大路吗？', 'Water, railway or a main road nearby?', yesNo(danger, choice)),
      ask('needsMedicine', '要按时吃药吗？', 'Needs medicine at fixed times?', yesNo(danger, choice)),
      ask('dressedForWeather', '衣服够穿吗？', 'Dressed for the weather?', yesNo(choice, danger)),
      ask('soughtAtHome', '家里和常去的地方找过吗？', 'Home and usual places searched?', yesNo(choice, choice)),
    ],
  },
  {
    id: '01920000-0000-7000-8000-000000000005',
    kinds: ['inactivity', 'welfareCheck'],
    questions: [
      ask('lastContact', '最后一次联系是什么时候？', 'Last contact?', [
        choice('today', '今天', 'Today'),
        choice('yesterday', '昨天', 'Yesterday'),
        danger('longer', '更早', 'Earlier'),
        UNCLEAR,
      ]),
      ask('awayPlanned', '有没有说过要外出？', 'Any plan to be away?', yesNo(choice, choice)),
      ask('illLately', '最近生病或摔倒过吗？', 'Ill or fallen lately?', yesNo(danger, choice)),
      ask(
        'lowMood',
        '最近情绪低落、说过不想活吗？',
        'Low in spirits, spoke of not wanting to live?',
        yesNo(danger, choice),
      ),
      DOOR,
    ],
  },
  {
    id: '01920000-0000-7000-8000-000000000006',
    kinds: ['bedExit', 'vitals'],
    questions: [
      CONSCIOUS,
      BREATHING,
      CHEST,
      ask(
        'speechOrFace',
        '说话含糊、嘴歪、一侧没力气吗？',
        'Slurred speech, drooping face, weak on one side?',
        yesNo(danger, choice),
      ),
      ask('measuredAgain', '再测一次还是异常吗？', 'Still abnormal when measured again?', yesNo(danger, choice)),
      ALONE,
    ],
  },
  {
    id: '01920000-0000-7000-8000-000000000007',
    kinds: ['waterLeak'],
    questions: [
      ask('fallen', '有人滑倒受伤吗？', 'Anybody slipped and hurt?', yesNo(danger, choice)),
      ask('nearElectricity', '水碰到电器或插座吗？', 'Water near sockets or appliances?', yesNo(danger, choice)),
      ask('valveClosed', '水阀关了吗？', 'Is the water turned off?', yesNo(choice, choice)),
      ALONE,
    ],
  },
  {
    id: '01920000-0000-7000-8000-000000000008',
    kinds: ['coldHome'],
    questions: [
      ask('shivering', '发抖、说话含糊或昏昏沉沉吗？', 'Shivering, slurred or drowsy?', yesNo(danger, choice)),
      ask('heating', '取暖设备能用吗？', 'Does the heating work?', yesNo(choice, choice)),
      ask('stove', '屋里烧炭或煤炉吗？', 'Charcoal or a coal stove burning inside?', yesNo(danger, choice)),
      ask('warmClothes', '有厚衣服和被子吗？', 'Warm clothes and blankets?', yesNo(choice, choice)),
      ALONE,
    ],
  },
];

/** As statements: JSON in dollar quotes, which none of the texts contains. */
export const SCRIPTS_SQL = SHIPPED_SCRIPTS.map(
  ({ id, kinds, questions }) =>
    `INSERT INTO scripts (id, kinds, version, questions) VALUES ('${id}', '{${kinds.join(',')}}', 1, $json$${JSON.stringify(questions)}$json$);`,
).join('\n');
