// 助老员手机页和寻人页的文字。
import { treeOfCodes } from './error-texts.ts';

// prettier-ignore
export const station = {
  title: '助老员', menu: '更多', closeMenu: '关闭', signOut: '退出登录', back: '返回', ok: '知道了', loading: '正在连接中心…',
  offline: '没有网络。数据截至 {time}，重新连上后自动补齐。', stale: '没有收到中心的消息。数据截至 {time}。', never: '还没有连上中心。请检查网络。',
  notLinked: '这个账号还没有登记为助老员，收不到派单。请联系管理员或中心。',
  shift: {
    off: '未上班', on: '上班中', start: '上班', end: '下班', ending: '正在下班…', starting: '正在上班…', for: '已上班 {clock}',
    explain: '上班后，附近的老人需要帮助时，这部手机会响铃。请保持本页打开、音量调大。',
    place: '只有上班并且接了任务时，才会把您的位置发给中心；任务结束立即停止。',
    waiting: '等待派单。没有任务。', mute: '声音没有打开，派单时不会响铃。', unlock: '打开声音', blocked: '浏览器没有打开声音，请检查音量和权限后再试。',
    ended: '已下班',
  },
  offer: {
    label: '新的派单', countdown: '请在 {clock} 内答复', runOut: '已过答复时间，等待中心处理', accept: '接受', decline: '不能去', why: '为什么不能去？',
    led: '已有人前往', ledMore: '已有 {n} 人前往，您可以作为后援。', nobody: '无人接警', nobodyMore: '中心暂时无人接警，系统直接派给您。请尽快答复。',
    since: '{age}前求助', more: '还有 {n} 个派单', noAddress: '还没有地址，请接受后打电话给中心', happened: '发生了什么', announce: '新的派单：{kind}',
  },
  decline: { busy: '正在忙', tooFar: '太远了', unwell: '身体不舒服', noTransport: '没有交通工具', other: '其他原因' },
  state: {
    offered: '待答复', accepted: '已接受', declined: '已拒绝', expired: '已过期', recalled: '已撤回', enRoute: '在路上', onScene: '已到达',
    atDoorNoAnswer: '无人应门', left: '已离开',
  },
  step: { enRoute: '出发', onScene: '到达', left: '离开', atDoorNoAnswer: '无人应门' },
  task: {
    list: '您有 {n} 个任务，请选择一个', all: '全部任务（{n}）', lead: '您负责这次救助', second: '已有人前往，您是后援', person: '需要帮助的人', unknownPerson: '姓名未知',
    age: '{n} 岁', address: '地址', noAddress: '没有地址，请打电话给中心', floor: '{n} 楼', floorUnknown: '楼层未知', lift: '有电梯', noLift: '没有电梯',
    liftUnknown: '电梯未知', door: '门和钥匙', holdsKey: '您有这家的钥匙', noDoorNotes: '没有登记', reach: '怎样沟通', hearing: '听力', dialect: '方言',
    conditions: '疾病', allergies: '过敏', callPerson: '打电话给老人 {n}', callCentre: '打电话给中心', noCentre: '没有登记中心电话',
    route: '导航去那里', noPlace: '没有位置，不能导航；请按地址前往。', note: '写备注', photo: '拍照', doorSteps: '开门步骤',
    stayOutside: '不要进屋！', stayOutsideMore: '留在室外，让大家都出来，等消防和专业人员。', noSwitch: '不要按门铃，不要碰开关，不要用明火。',
    doubtful: '到达时手机离老人家较远。请再核对地址，有疑问打电话给中心。', doubtfulBy: '到达时手机离老人家约 {n} 米。请再核对地址，有疑问打电话给中心。',
    closed: '警情已结束，地址不再显示。离开后请按“离开”。', residents: '同住', number: '编号 {number}', progress: '进度',
    leaveAsk: '确认离开？', leaveHint: '离开后，地址和门锁信息会从手机上消失。', leaveYes: '确认离开', sending: '正在告诉中心…',
  },
  map: { amap: '高德地图', installed: '手机里的其他地图', apple: '苹果地图', osm: 'OpenStreetMap' },
  note: { label: '备注', hint: '写下您看到的情况', send: '发送', sent: '备注已发送', empty: '请先写几个字' },
  photo: {
    label: '现场照片', take: '拍照或选择照片', sending: '正在发送照片…', sent: '照片已发送', failed: '照片没有发出去', retry: '再发一次',
    unreadable: '这张照片打不开，请换一张', hint: '照片只发给中心，不保存在本页。',
  },
  door: {
    title: '没有人开门', next: '下一步', others: '其他步骤', done: '已记录', result: '结果怎样？', opened: '门开了。进去看看老人，情况紧急先打电话给中心。',
    nothing: '步骤都试过了。请打电话给中心。', outside: '这种情况不要敲门、不要进屋。请留在室外，打电话给中心。', with: '谁和您一起破门？', neverAlone: '不能一个人破门。',
    takePhoto: '拍照', record: '已记录：{step}',
  },
  doorStep: {
    knock: '敲门', call: '喊话、打电话', listen: '贴门听', keyHolder: '找有钥匙的人', keySafe: '打开钥匙盒', neighbour: '找邻居', guard: '找保安或物业',
    familyConsent: '征得家属同意', photoBefore: '破门前拍照', forceEntry: '破门', photoAfter: '破门后拍照',
  },
  doorHint: {
    knock: '用力敲三遍，每遍等一会儿。', call: '大声喊老人的名字，再打一次电话。', listen: '听有没有声音、水声、电视声。', keyHolder: '联系有钥匙的亲友来开门。',
    keySafe: '密码问中心。', neighbour: '问邻居今天见过老人没有，有没有钥匙。', guard: '请保安或物业一起来。', familyConsent: '请中心或您打电话给家属，同意后再破门。',
    photoBefore: '先拍下门和锁现在的样子。', forceEntry: '必须有 110、119 或登记锁匠在场。', photoAfter: '拍下门现在的样子。',
  },
  doorResult: { done: '完成了', noResult: '没有结果', opened: '门开了', refused: '被拒绝', notPossible: '做不到' },
  entryWith: { '110': '110 民警', '119': '119 消防', locksmith: '登记锁匠' },
  checkIn: {
    label: '夜间报平安', due: '请在 {clock} 内报平安', soon: '快到时间了：请在 {clock} 内报平安', overdue: '已超时！中心正在找您，请马上报平安', fine: '我没事', said: '已报平安',
  },
  where: {
    denied: '位置权限已关闭，中心看不到您在哪里。不影响任务；到达后请打电话告诉中心。要打开：浏览器设置 → 网站权限 → 位置。',
    unavailable: '手机暂时测不到位置，不影响任务。', sharing: '正在把位置发给中心，任务结束就停止。',
  },
  ended: {
    left: '任务完成，辛苦了', recalled: '中心撤回了这个任务', expired: '派单已过期', declined: '已告诉中心您不能去', unknown: '这个任务已经结束', more: '地址和门锁信息已从这部手机上清除。',
  },
  failed: {
    ...treeOfCodes({
      'LOCAL.OFFLINE': '没有网络，没有发出去。请走到有信号的地方再按一次，或打电话给中心。',
      'LOCAL.NO_ANSWER': '中心没有答复，不知道是否收到。请看本页状态，没有变化就再按一次。',
      'TASK.EXPIRED': '派单已过期，已由中心另外安排。',
      'TASK.WRONG_STATE': '任务状态已变，请看本页最新的状态再按。',
      'TASK.NOT_FOUND': '这个任务已不在您名下，请打电话给中心。',
      'RESPONDER.NOT_LINKED': '这个账号还没有登记为助老员，请联系管理员。',
      'RESPONDER.OFF_SHIFT': '您还没有上班，请先按“上班”。',
      'RESPONDER.ON_TASK': '还有未完成的任务：先按“离开”完成任务，再下班。',
      'DOOR.NEVER_ALONE': '还不能破门：先拍照，再请 110、119 或登记锁匠到场；只有锁匠时还须家属同意。',
      'FILE.TOO_LARGE': '照片太大，请换一张。',
      'FILE.NOT_AN_IMAGE': '这不是照片，请换一张。',
      'COMMON.UNAVAILABLE': '系统暂时不可用，请过一会儿再按，或打电话给中心。',
      'COMMON.TOO_MANY_REQUESTS': '按得太快了，请等几秒再按。',
    }),
  },
};

// prettier-ignore
export const search = {
  title: '寻人', loading: '正在打开…', ended: '这个寻人链接已失效', endedMore: '可能人已经找到，或链接已过期。请不要再传播照片。有线索请打 110 或联系中心。',
  failed: '暂时打不开，会自动再试。', asOf: '数据截至 {time}，每 30 秒更新', missing: '寻找', age: '{n} 岁', height: '身高 {n} 厘米',
  photo: '照片', noPhoto: '没有照片', clothes: '衣着', features: '特征', dialect: '口音', since: '{time} 走失', lastSeen: '最后见到的地方', sought: '已经找过的地方',
  positions: '位置', lastPosition: '最近的位置', positionAge: '{age}前', accuracy: '误差约 {n} 米', noPosition: '没有位置', openMap: '在地图上看',
  call110: '打 110', callCentre: '打电话给中心', found: '看到人请马上打电话，陪在身边，不要强拉。', privacy: '本页不记录您的位置，也不跟踪您。请不要公开转发。', number: '编号 {number}',
};
