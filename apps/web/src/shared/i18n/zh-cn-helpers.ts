// 助老员名册的文字。
// prettier-ignore
export const helpers = {
  title: '助老员', add: '登记助老员', editTitle: '修改 {name}', saved: '{name} 已保存', ended: '{name} 已结束参与', lookOnly: '名册由运维管理员登记和修改；这里只能查看。',
  search: '查找助老员', q: '姓名或账号', find: '查找', all: '全部', empty: '没有这样的助老员', emptyHint: '请放宽筛选条件。',
  column: { name: '姓名', kind: '类别', where: '区划与站点', hours: '约定时间', skills: '技能', duty: '在班', place: '位置', keys: '钥匙', agreed: '同意被派', active: '参与', acts: '操作' },
  onShift: '在班', offShift: '不在班', hasAgreed: '已同意', notAgreed: '没有同意记录', active: '仍在参与', inactive: '已结束', tasks: '{n} 个未完成任务',
  place: { fresh: '{age}前的位置', stale: '位置已旧（{age}前），不再采用', ownPlace: '按本人常在地', station: '按所在站点', nowhere: '位置未知' },
  keys: '{keys} 把钥匙 / {homes} 户', noPhone: '没有电话', noStation: '不属于站点', noHours: '没有约定时间', noAccount: '没有账号，不能在手机上接单',
  details: '详情', edit: '修改', end: '结束', drop: '删除', another: '另选', choose: '请选择',
  homes: '结对住户与钥匙', holdsKey: '有钥匙', addHome: '加一户（按住户查找）', homesHint: '邻居和家属只会被派往这里列出的住户。',
  username: '接单账号', division: '所属区划', divisionHint: '名称，或区划代码开头', facility: '所属站点（可不填）', facilityHint: '站点名称', phone: '电话', phoneKept: '不填则保留 {phone}', forgetPhone: '删除已保存的电话',
  travel: '出行方式', agreedOn: '同意被派的日期', lng: '常在地经度（可不填）', lat: '常在地纬度（可不填）', rosters: '排班',
  days: { all: '每天', workdays: '工作日', restdays: '休息日', chosen: '选定的日子' }, weekday: { '1': '周一', '2': '周二', '3': '周三', '4': '周四', '5': '周五', '6': '周六', '7': '周日' },
  wholeDay: '全天', span: '{from}–{to}', overnight: '{from}–次日 {to}', daysOf: '时段 {n}', from: '从', to: '到', addHours: '加一个时段', dropHours: '删除时段 {n}', hoursNone: '没有约定时间：只在上班或排班时派。', hoursHint: '工作日按国务院放假安排；结束不晚于开始即到次日，相同即全天。',
  ending: { title: '结束 {name} 的参与？', means: '此人立即下班，不再被派；记录保留，以后可以恢复。', tasks: '还有 {n} 个未完成任务，请先在接警台另派。' },
  fault: {
    noName: '请填写姓名', noKind: '请选择类别', noDivision: '请选择区划', noTravel: '请选择出行方式', badPhone: '电话号码不对：3 到 24 位数字，可含 + ( ) - 和空格', badTime: '请填写时间', noDay: '请至少选一天', badLng: '经度在 -180 到 180 之间，与纬度一起填写', badLat: '纬度在 -90 到 90 之间，与经度一起填写',
    noHome: '邻居和家属须至少有一户', agreedLater: '日期不对，且不能晚于今天', tooMany: '时段有误（最多 20 个）', refused: '服务器不接受此项',
  },
};
