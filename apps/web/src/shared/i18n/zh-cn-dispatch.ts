// 接警台的文字。
// prettier-ignore
export const dispatch = {
  title: '接警台',
  shift: {
    off: '未值班', confirming: '确认声音', on: '值班', start: '开始值班', end: '结束值班',
    banner: '本台无声：尚未开始值班，不计入可用坐席，新警情不会响铃。',
    bannerDeaf: '本台无声：声音未启用或未经确认，不计入可用坐席。请恢复声音。',
    restore: '恢复声音', ask: '正在播放测试音。您听到了吗？', heard: '听到了', again: '再播放一次', notHeard: '没听到',
    blocked: '浏览器没有打开声音。请检查扬声器和浏览器的声音权限后再试。',
    deafStart: '已开始值班，但本台无声，不计入可用坐席。', ended: '已结束值班', for: '已值班 {clock}',
    endWhileHolding: '您还有已接警的警情，请先关闭或退回。',
  },
  health: {
    label: '系统状态', link: '连接', connected: '已连接', lost: '断开', asOf: '数据截至 {time}',
    sound: '声音', soundOn: '正常', soundDeaf: '无声', beat: '心跳', beatAgo: '{n} 秒前', never: '尚无',
    path: '报警通路', pathOk: '正常', pathBroken: '异常：{links}', pathUnknown: '未知', waiting: '等待', open: '未关闭',
    canary: '巡检', keys: '按键设置', signOut: '退出登录',
  },
  queue: {
    label: '警情队列', empty: '没有未关闭的警情', emptyHint: '新的警情会立即出现在这里并响铃。', loading: '正在取得警情…',
    fresh: '{n} 条新警情', freshTop: '最急：{what}', letIn: '显示', count: '共 {n} 条', waiting: '{n} 条待接',
    presses: '按了 {n} 次', late: '迟到 {age}', escalated: '已升级', unreadable: '内容无法解读', urgent: '一分钟内连按',
    drill: '演练', cancelled: '老人已取消，仍须回电', claimedBy: '{name} 已接', mine: '我已接', unknownElder: '未知老人',
    age: '{n}岁', others: '另有 {names}', linked: '此前有相关警情', newP1: '新的紧急警情：{what}',
    newP1Many: '{n} 条新的紧急警情', lostLink: '与服务器的连接已断开', backLink: '连接已恢复',
  },
  card: {
    label: '警情详情', none: '未选择警情', noneHint: '按 {claim} 接最急的一条，或用 {next} 选择、{open} 打开。',
    loading: '正在取得老人档案…', failed: '老人档案没有取到', retry: '重试', empty: '这条警情没有关联老人。',
    emptyHint: '来自设备 {device}。请先按来电或位置核实是谁、在哪里。', hidden: '接警后可见', closedNow: '此警情已关闭：{outcome}',
    mergedNow: '此警情已合并到另一条警情', gone: '该警情已不在您的列表（已关闭或移出辖区）', number: '编号 {number}', address: '地址',
    floor: '{n} 楼', lift: '有电梯', noLift: '无电梯', liftUnknown: '电梯未知', phones: '电话', reach: '怎样沟通',
    hearing: '听力', speech: '言语', dialect: '方言', firstChannel: '首选', conditions: '疾病', allergies: '过敏',
    medication: '用药', bloodType: '血型', door: '门与钥匙', living: '居住', ability: '能力', birth: '出生',
    contacts: '联系人', decides: '做决定 第{n}', comes: '可到场 第{n}', minutes: '{n} 分钟可到', holdsKey: '有钥匙',
    noContacts: '没有登记联系人', noneKnown: '未登记', residents: '同住', lastAlerts: '最近警情', noAlerts: '没有更早的警情',
    lastActivity: '最后活动', noActivity: '没有活动记录', devices: '设备', noDevices: '没有登记设备', battery: '电量 {n}%',
    seen: '{when} 上报', neverSeen: '从未上报', device: '设备', facility: '机构', claim: '接警', release: '退回',
    close: '关闭', heldBy: '由 {name} 处理中', raisedAt: '发生 {time}', receivedAt: '收到 {time}',
    refreshing: '正在更新…',
  },
  strip: {
    label: '进度', received: '收到', claimed: '已接', dispatched: '已派', onScene: '到达', closed: '关闭',
    target: '目标 {clock}', over: '超时', near: '即将超时', done: '完成', running: '进行中', waiting: '未开始', skipped: '未经过',
  },
  timeline: {
    label: '时间线', loading: '正在取得时间线…', failed: '时间线没有取到', empty: '还没有记录', earlier: '显示更早的 {n} 条', platform: '平台',
    device: '设备 {key}', outcome: '结果：{outcome}',
  },
  note: { label: '备注', placeholder: '写下情况，回车保存', submit: '保存备注', saved: '备注已保存' },
  closing: {
    title: '关闭警情', choose: '选择结果', note: '说明（可不填）', confirm: '确认关闭', cancel: '取消',
    keys: '数字键选择，回车确认，Esc 取消；在说明里用 Alt + 数字', first: '请先选择结果',
  },
  keys: {
    title: '按键设置', help: '键盘帮助', close: '知道了', reset: '恢复默认', press: '请按新的键（Esc 取消）', change: '更改',
    forbidden: '{key} 属于浏览器，不能使用', taken: '{key} 已用于其他操作', saved: '已改为 {key}', fieldHint: '在输入框里，字母和数字键要加 Alt（如 Alt + 9）。用拼音输入时任何快捷键都不起作用。',
    space: '空格', bar: '可用按键',
    claimTop: '接最急的一条', claimOpen: '接打开的这条', note: '写备注', close_: '关闭警情', release: '退回待接警', next: '下一条',
    previous: '上一条', open: '打开选中的', letIn: '显示新警情', helpKey: '键盘帮助',
  },
  act: {
    claimed: '已接警：{what}', nothingToClaim: '没有待接的警情', released: '已退回待接警', closed: '已关闭：{outcome}',
    notMine: '请先接警', selectFirst: '请先打开一条警情', claimLost: '您对 {what} 的接警已失效', waiting: '等待服务器答复…',
  },
};
