// 管理页面的文字。
// prettier-ignore
export const admin = {
  title: '管理', nav: '管理菜单', devices: '设备', helpers: '助老员', quarantine: '隔离区', health: '系统状态', loading: '正在取得…',
  failed: '没有取到数据', retry: '重试', copy: '复制', copied: '已复制', copyFailed: '浏览器不允许复制，请手工选取', cancel: '取消', close: '关闭',
  device: {
    search: '搜索设备编号或名称', searchButton: '搜索', empty: '没有设备', emptyHint: '先登记一个设备，再为它签发密钥。',
    emptySearch: '没有符合“{q}”的设备', register: '登记设备', key: '设备编号', keyHint: '1 到 64 个字符：字母、数字、_ . : -', name: '名称',
    kind: '类型', protocol: '协议', state: '状态', lastSeen: '最后上报', battery: '电量', placement: '使用地点', none: '未安放', secret: '密钥',
    hasSecret: '已签发', noSecret: '未签发', actions: '操作', issue: '签发密钥', reissue: '重新签发', revoke: '吊销密钥', place: '安放', replace: '改放',
    unplace: '取消安放', since: '自 {time}', registered: '已登记 {key}', placed: '已安放到 {name}', unplaced: '已取消安放', revoked: '已吊销 {key} 的密钥',
    revokeAsk: '吊销后，{key} 将立即不能登录，它的报警不会再到达。确定吗？', reissueAsk: '重新签发后，{key} 现在的密钥立即失效，设备要换上新密钥才能再报警。确定吗？',
    unplaceAsk: '取消安放后，{key} 的报警不再对应老人和地址。确定吗？', badKey: '设备编号只能用 1 到 64 个字母、数字、_ . : -', noName: '请填写名称', noKind: '请选择类型',
  },
  secret: {
    title: '设备密钥', warning: '密钥只显示这一次。请现在就写入设备或保存到安全的地方；关闭后无法再看到，只能重新签发。', username: '用户名', clientId: '客户端编号', secret: '密钥', done: '我已保存',
  },
  placing: {
    title: '安放 {key}', search: '搜索老人：姓名、拼音、街道、电话', empty: '没有找到老人', hint: '姓名、拼音、街道或电话，按回车搜索', choose: '安放到这里', noHome: '没有登记住址', age: '{n}岁',
  },
  quarantined: {
    intro: '无法解读或来源不明的消息原样保存在这里；像求救的会同时成为警情。', empty: '隔离区是空的', receivedAt: '收到时间', device: '设备编号', topic: '主题', reason: '原因', bytes: '大小',
    preview: '内容开头', alert: '警情', raw: '下载原文', noAlert: '未成警情', hasAlert: '已成警情', size: '{n} 字节', unknown: '未知设备',
  },
  path: {
    intro: '一次按压经过的每一段，每 15 秒更新。', ok: '报警通路正常', broken: '报警通路异常', link: '环节', state: '状态', age: '最后信号', detail: '说明',
    asOf: '截至 {time}', commit: '按压到入库', display: '入库到显示', latency: '中位 {p50} 毫秒，99% 在 {p99} 毫秒内', noSamples: '五分钟内没有样本', empty: '服务器没有报告任何环节', none: '—',
  },
  reason: {
    empty: '没有内容', notUtf8: '不是 UTF-8 文字', notJson: '不是完整的 JSON', notAnObject: '不是一个对象', tooDeep: '层次过深', noType: '没有类型',
    noValues: '没有数值', noState: '没有状态', unstorable: '无法保存的内容',
  },
  pager: { label: '翻页', total: '共 {n} 条' },
};
