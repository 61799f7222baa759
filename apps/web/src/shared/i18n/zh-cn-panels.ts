// 接警台面板的文字：立案、来电、交接、问询、开门、寻人、核实、定级、合并。
// prettier-ignore
export const panels = {
  label: '这条警情的面板', close: '收起', cancel: '取消', later: '以后再接', save: '保存', loading: '正在取得…', unknown: '未知', claimFirst: '接警后才能记录',
  ended: '警情已结束或不适用',
  elder: { hint: '姓名、拼音、街道社区或电话', noHome: '没有登记住所', searching: '正在查找…', none: '没有找到。换个写法，或按未登记的人填写。', more: '共 {n} 位，请再写几个字' },
  raise: {
    title: '人工立案', kind: '类型', search: '查找老人', about: '当事人', another: '换一位', unknown: '不在登记中：自己填写', name: '姓名', sex: '性别', age: '年龄',
    address: '地址或位置', community: '所在社区', communityOf: '所在社区（可不填，按社区或居民查找）', callerPhone: '来电号码', callerName: '来电人', callerRelation: '与老人的关系',
    note: '情况', submit: '立案', done: '已立案：{number}', joined: '没有新立案：已并入未关闭的 {number}', claim: '接警并打开', open: '打开',
    keys: 'Tab 换栏，Alt + 1/2/3 选类型，↑↓ 选老人，回车立案，Esc 取消',
    fault: { who: '请选择老人，或填写姓名或地址', age: '年龄应为 0 到 130 的整数', phone: '来电号码不对', height: '身高应为 50 到 250 的整数', lastSeenAt: '最后见到的时间不对' },
  },
  missing: {
    title: '走失情况', lastSeenAt: '最后见到的时间', lastSeenPlace: '最后见到的地方', heightCm: '身高（厘米）', clothes: '衣着', features: '特征', dialect: '口音',
    placesSought: '已找过（、隔开）', sought: '已找过的地方',
  },
  calls: {
    title: '来电', failed: '来电没有取到', elder: '本人号码', contact: '联系人号码', stranger: '号码没有登记', by: '{name} 接听', take: '接听', callBack: '回拨并立案',
    openCase: '打开警情', raise: '立案',
  },
  handover: {
    title: '交接警情', to: '交给谁', which: '交接哪些', open: '打开的这条：{what}', all: '我的全部 {n} 条', claims: '手上 {n} 条', nothing: '您手上没有可交接的警情', nobody: '没有其他在班的人。请先叫人上班，或退回待接警。',
    stays: '对方接受之前，警情仍由您负责。', submit: '发起交接', offered: '已请 {name} 接手 {n} 条，等待答复', from: '{name} 想把 {n} 条警情交给您', accept: '接受', decline: '拒绝',
    accepted: '已从 {name} 接手', declined: '已拒绝 {name} 的交接', failed: '交接没有取到',
    told: { accepted: '{name} 已接手', declined: '{name} 没有接手，警情仍由您负责', expired: '{name} 没有答复，警情仍由您负责' },
  },
  script: {
    title: '问询', danger: '现在就打 120！', failed: '问询单没有取到', none: '此类警情没有问询单', keys: '按数字回答，Esc 收起', all: '都问过了', again: '改答',
  },
  door: {
    title: '无人应门', outside: '烟雾、燃气、一氧化碳：助老员留在室外，等 119。', opened: '门开了', with: '谁在场一起破门？', result: '{step}：结果怎样？', neverAlone: '不能一个人破门：须有 110、119 或登记锁匠在场，先拍照；只有锁匠时还须家属同意。',
    missing: { with: '缺：110、119 或登记锁匠在场', photoBefore: '缺：破门前的照片', familyConsent: '缺：家属同意（只有锁匠时必须）' },
  },
  photo: { purpose: '拍的是', add: '添加照片', sending: '正在上传…', unreadable: '这张图片打不开，请换一张' },
  search: {
    title: '寻人', print: '打印寻人单', failed: '寻人单没有取到', policeIn: '{clock} 后还没找到就报 110', policeNow: '已超过 {clock}：现在报 110', photoOf: '{name} 的照片', since: '走失时间', ago: '{age}前',
    nowhere: '还没有', lastDoor: '最后一次开门', positions: '位置', noPosition: '没有位置。可让设备响铃并报位置。', accuracy: '误差约 {n} 米', accuracyUnknown: '误差未知', edit: '补充情况',
    ring: '让设备响铃并报位置', rung: '已通知：{names}', noDevice: '没有佩戴可响铃的设备', link: '寻人链接', linkOnce: '链接只显示这一次，请马上复制发给寻找的人', revoke: '撤销全部链接', revoked: '链接已撤销',
    copy: '复制', copied: '已复制', copyByHand: '已选中，请按 Ctrl+C 复制', until: '有效到 {time}', missing: '寻找', ifSeen: '看到人请马上打电话：',
  },
  identify: { title: '核实是谁', more: '还有一位', submit: '确认是 {name}', done: '已确认：{name}' },
  judge: { title: '定级', to: '改为', reason: '理由', needsReason: '请写明理由', submit: '确认定级', done: '已定为：{severity}' },
  merge: {
    title: '合并', into: '并入哪一条', same: '同一住所或同一人', none: '没有可并入的警情：须是同一住所、同一人或同一设备，紧急警情不能并入不紧急的。', final: '合并后不能撤回；按压记录和人一起并过去。', submit: '确认合并', done: '已并入 {number}',
  },
  held: { banner: '未电话告知前不得外传', name: '已电话告知谁（姓名）', needsName: '请填写已电话告知的人', submit: '已电话告知', done: '已记录：电话告知了 {name}' },
};
