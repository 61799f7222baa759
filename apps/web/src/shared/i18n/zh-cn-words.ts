// 行业词汇：代码在线上传递，文字在这里。
// prettier-ignore
export const words = {
  kind: {
    sos: '紧急呼叫', fall: '跌倒', smoke: '烟雾报警', gas: '燃气泄漏', co: '一氧化碳', unknownDistress: '未知设备报警',
    phoneCall: '来电求助', missingPerson: '走失', welfareCheck: '请求上门查看', wandering: '走出安全区',
    inactivity: '久无活动', bedExit: '夜间离床未归', vitals: '体征异常', waterLeak: '漏水', coldHome: '室温过低',
    nurseCall: '床头呼叫', unitExit: '失智专区出门', deviceLost: '设备失联', lowBattery: '低电量', tamper: '设备被拆除',
    door: '夜间开门',
  },
  severity: { P1: '紧急', P2: '重要', P3: '一般' },
  state: { raised: '待接警', claimed: '已接警', resolved: '已处置', closed: '已关闭', merged: '已合并' },
  outcome: {
    realEmergency: '真实紧急情况', helpGiven: '已提供帮助', foundWell: '上门查看：安好', foundIll: '上门查看：身体不适',
    foundDead: '上门查看：已去世', notAtHome: '不在家（有凭据）', movedAway: '已搬走', falseAlarm: '误报',
    test: '测试', unreachable: '联系不上（技术类）',
  },
  action: {
    raised: '收到警情', pressed: '再次按压', cancelledByElder: '老人在设备上取消', displayed: '已在接警台显示',
    escalated: '已升级', claimed: '接警', leaseLapsed: '接警失效，退回待接警', released: '退回待接警', noted: '备注',
    resolved: '已处置', closed: '关闭', reopened: '重新打开', cardOpened: '查看老人档案',
    merged: '并入另一条警情', mergedHere: '另一条警情并入', identified: '确认当事人', judged: '定级', rejudged: '改判', informed: '已电话告知',
    reviewed: '班长复核', handoverOffered: '发起交接', handoverAccepted: '接受交接', handoverDeclined: '拒绝交接', stepFired: '升级步骤',
    nobodyToRing: '无人值守，没有可呼叫的手机', noNextStep: '没有下一步升级', callStarted: '呼叫', callVoice: '已接通', callNoAnswer: '没人接', callEnded: '通话结束', answered: '问询回答',
    offered: '派单', accepted: '接受派单', declined: '不能去', expired: '派单过期', recalled: '撤回派单', enRoute: '出发', onScene: '到达',
    atDoorNoAnswer: '无人应门', left: '离开', nobodyInReach: '时限内无人可派', checkedIn: '报平安', helperSilent: '助老员没有报平安',
    doorStep: '开门步骤', photoAdded: '照片', rescueCalled: '已呼叫救援', rescueArrived: '救援到达', rescueTakenTo: '已送医',
    rescueRefused: '拒绝救援', rescueAsked: '询问是否已呼叫救援', deathTakenBack: '撤销误报的去世', followUpDue: '安排回访', followUpDone: '完成回访', policeDue: '超时未找到，应立即呼叫110', searchSheetMade: '制作寻人单',
    searchLinkMade: '开出寻人链接', searchLinkRevoked: '撤销寻人链接', positionAsked: '询问位置',
  },
  origin: { console: '接警台', device: '设备', clock: '计时', api: '接口', responder: '助老员手机', telephony: '话务' },
  role: {
    operator: '坐席', supervisor: '班长', dutyOfficer: '值班手机', responder: '助老员', communityWorker: '村社助老员/网格员',
    manager: '机构负责人', nurse: '护理员', stationPlanner: '服务站调度', family: '家属', regulator: '民政监管', admin: '运维管理员',
  },
  deviceKind: {
    sosButton: '紧急按钮', pendant: '呼救挂件', voiceTerminal: '语音终端', fallDetector: '跌倒探测器', radar: '毫米波雷达',
    smoke: '烟感', gas: '燃气探测器', co: '一氧化碳探测器', waterLeak: '水浸传感器', motion: '人体移动传感器', door: '门磁',
    bedOccupancy: '离床监测垫', vitalBand: '体征手环', bloodPressure: '血压计', gpsWatch: '定位手表', temperature: '温度计',
    waterMeter: '水表', checkupKiosk: '健康一体机', bedCall: '床头呼叫器', gateway: '网关',
  },
  deviceState: { online: '在线', late: '迟到', lost: '失联', never: '从未上报' },
  linkState: { ok: '正常', late: '延迟', broken: '中断', unknown: '未知' },
  linkName: { database: '数据库', feed: '事件流', api: '接口服务', worker: '时钟服务', ingest: '接入服务', broker: '消息服务', lanes: '接入通道', receipts: '设备回执', sweeper: '到期检查', queue: '任务队列', consoles: '接警台连接', auditor: '无后续步骤检查', telephony: '话务系统' },
  living: {
    alone: '独居', emptyNest: '空巢', withChildren: '与子女同住', leftBehind: '留守', institution: '住养老机构', other: '其他',
  },
  category: {
    destitute: '特困', lowIncome: '低保', nearLowIncome: '低保边缘', aged80: '80岁以上', disabled: '失能',
    severelyDisabled: '重残', specialFamily: '计划生育特殊家庭', leftBehind: '留守',
  },
  ability: { l0: '能力完好', l1: '轻度失能', l2: '中度失能', l3: '重度失能', l4: '完全失能' },
  sex: { male: '男', female: '女' },
  channel: { deviceVoice: '设备通话', landline: '座机', mobile: '手机', neighbour: '邻居' },
  stage: {
    raised: '待接警', claimed: '已接警', verifying: '核实中', dispatched: '已派单', accepted: '已接单', enRoute: '在路上', onScene: '已到达',
    resolved: '已处置', closed: '已关闭',
  },
  source: { device: '设备', operator: '坐席', family: '家属', station: '服务站' },
  detail: {
    hospital: '送医', treatedOnSite: '现场处理', fire: '火情', crime: '治安', other: '其他', accidental: '误碰', deviceFault: '设备故障',
  },
  injury: { none: '无伤', minor: '轻伤', serious: '重伤' },
  cause: {
    fall: '跌倒', choking: '噎食', selfHarm: '自伤', wandering: '走失', illness: '疾病', fire: '火', gas: '燃气', crime: '治安事件',
    loneliness: '孤独', mistake: '误操作', device: '设备', other: '其他',
  },
  proof: {
    spokeToElder: '与老人通过话', familyConfirmed: '家属确认', neighbourConfirmed: '邻居确认', homeSearched: '入户查看过', other: '其他（写在说明里）',
  },
  noRescueReason: {
    helpedByResponder: '助老员已帮助', helpedByFamily: '家属已帮助', elderRefused: '老人拒绝', wentByThemselves: '自行就医', alreadyInCare: '已在医护照料中',
    notNeededMedically: '医学上不需要',
  },
  ladderAction: {
    ringAgain: '再次响铃', supervisor: '通知班长', operatorMobile: '坐席手机', dutyPhone: '值班手机', nextLevelCentre: '上级中心',
    neighbouringCentre: '邻近中心', autoOffer: '直接派单',
  },
  callState: { ringing: '呼叫中', voice: '通话中', noAnswer: '没人接', ended: '已结束' },
  callChannel: { deviceVoice: '设备通话', landline: '座机', mobile: '手机', neighbour: '邻居', contact: '联系人', incoming: '来电' },
  callResult: {
    isWell: '安好', needsHelp: '需要帮助', noSense: '说不清', comes: '会来', cannotCome: '来不了', consents: '同意', other: '其他',
  },
  callGroup: { elder: '老人', come: '可到场', decide: '做决定', caller: '来电人' },
  incomingState: { ringing: '响铃中', answered: '已接听', ended: '已结束', missed: '未接' },
  dispatchState: {
    offered: '待答复', accepted: '已接受', declined: '不能去', expired: '已过期', recalled: '已撤回', enRoute: '在路上', onScene: '已到达',
    atDoorNoAnswer: '无人应门', left: '已离开',
  },
  declineReason: { busy: '正在忙', tooFar: '太远', unwell: '身体不适', noTransport: '没有交通工具', other: '其他' },
  rescueService: { '120': '120 急救', '119': '119 消防', '110': '110 公安', gasCompany: '燃气公司' },
  rescueState: { called: '已呼叫', arrived: '已到达', takenTo: '已送医', refused: '已拒绝' },
  rescueWay: { transfer: '转接', threeWay: '三方通话', separate: '另行拨打' },
  rescuePart: {
    who: '何人', address: '地址', access: '怎么进', happened: '发生什么', conditions: '疾病', medication: '用药', allergies: '过敏', door: '门与钥匙',
    present: '谁在现场', callback: '回电',
  },
  rescueAdvice: {
    fireFirst: '先叫 119', talkThemOut: '电话引导老人撤离', helpersStayOutside: '助老员留在室外', everyoneOut: '所有人撤到室外', gasCompanyToo: '同时叫燃气公司',
    noBellNoSwitch: '不按门铃、不碰开关', ambulanceWithHelper: '派人的同时叫 120', policeIfNotFound: '找不到就报 110',
  },
  followUpKind: { dayAfter: '次日回访', morningAfter: '次晨回访', weekAfterHospital: '出院一周回访' },
  followUpState: { due: '待回访', done: '已回访', cancelled: '已取消' },
  followUpResult: {
    well: '安好', recovering: '恢复中', needsCare: '需要照护', inHospital: '住院中', died: '已去世', unreachable: '联系不上',
  },
  doorStep: {
    knock: '敲门', call: '喊话、打电话', listen: '贴门听', keyHolder: '找有钥匙的人', keySafe: '打开钥匙盒', neighbour: '找邻居', guard: '找保安或物业',
    familyConsent: '征得家属同意', photoBefore: '破门前拍照', forceEntry: '破门', photoAfter: '破门后拍照',
  },
  doorResult: { done: '完成', noResult: '没有结果', opened: '门开了', refused: '被拒绝', notPossible: '做不到' },
  entryWith: { '110': '110 民警', '119': '119 消防', locksmith: '登记锁匠' },
  photoPurpose: { doorBefore: '破门前', doorAfter: '破门后', scene: '现场', person: '人' },
  responderKind: {
    stationStaff: '服务站助老员', rescueTeam: '应急救援队', communityWorker: '村社助老员', neighbour: '邻居', propertyGuard: '物业保安',
    villageDoctor: '村医', volunteer: '志愿者', nearbyFamily: '附近家属',
  },
  travel: { foot: '步行', ebike: '电动车', car: '汽车' },
  skill: { firstAid: '急救', nursing: '护理', medical: '医疗', lifting: '搬抬', fire: '消防', search: '搜寻', lock: '开锁' },
  reasonFor: {
    nearest: '最近', onShift: '在班', onRoster: '排班在岗', holdsKey: '有钥匙', professional: '专业人员', hasSkill: '技能对口', freshLocation: '位置新',
    free: '空闲', knowsElder: '认识老人', sameStation: '本站负责',
  },
  reasonAgainst: {
    offDuty: '未上班', outsideHours: '不在约定时间', busy: '正忙', tooFar: '太远', lacksSkill: '缺少技能', staleLocation: '位置已旧', noPlace: '位置未知',
    alreadyOffered: '已派过', declinedBefore: '已说不能去', notForThisKind: '不适合此类警情', inactive: '已停用',
  },
  handoverState: { offered: '待接受', accepted: '已接受', declined: '已拒绝', expired: '已过期' },
  age: { second: '{n} 秒', minute: '{n} 分', hour: '{n} 小时', day: '{n} 天' },
};
