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
  },
  origin: { console: '接警台', device: '设备', clock: '计时', api: '接口' },
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
  linkName: { database: '数据库', feed: '事件流', api: '接口服务', worker: '时钟服务', ingest: '接入服务', broker: '消息服务', lanes: '接入通道', receipts: '设备回执', sweeper: '到期检查', queue: '任务队列', consoles: '接警台连接' },
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
  age: { second: '{n} 秒', minute: '{n} 分', hour: '{n} 小时', day: '{n} 天' },
};
