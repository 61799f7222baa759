// 接警台旁边各页的文字：回访、改判、误报、升级阶梯、问询单。
// prettier-ignore
export const supervising = {
  title: '班长与回访', back: '回到接警台', nav: '接警台以外的页面', menu: '更多', renew: '刷新', noLink: '与服务器的连接断开，暂时不能提交；连上后自动恢复。',
  pages: '翻页', total: '共 {n} 条，第 {page}/{pages} 页', before: '上一页', after: '下一页',
  page: { 'follow-ups': '回访', rejudged: '改判', 'false-alarms': '误报统计', ladders: '升级阶梯', scripts: '问询单', helpers: '助老员' },
  strip: { waiting: '{n} 待接警', urgent: '其中紧急 {n} 条', none: '没有待接的警情', mine: '您持有 {n} 条', ringing: '☎ {n} 个来电', handover: '{n} 个移交等您答复' },
  followUps: {
    which: '显示', due: '待回访', overdue: '已超时', done: '已回访', empty: '没有这样的回访', dueAt: '应回访时间', kind: '类型', who: '老人', case: '警情', attempts: '未通次数', result: '结果',
    record: '记录结果', stars: '满意度 {n}/5', satisfaction: '满意度（1 最差，5 最好，可不填）', note: '说明（可不填）', first: '请先选择结果', saved: '回访已记录', again: '已记录没有联系上，仍待回访',
  },
  rejudged: {
    empty: '没有改判过的警情', at: '时间', number: '编号', field: '改了什么', from: '原来', to: '现在', reason: '理由', by: '谁改的',
    fields: { kind: '类型', severity: '级别', outcome: '结果' },
  },
  rejudge: {
    title: '改判一条警情', number: '警情编号', find: '查找', badNumber: '编号的样子是 260301-00001', none: '您的辖区没有 {number}', notEnded: '这条警情还没有结束，不能改判', kind: '类型改为', outcome: '结果改为',
    same: '不变', reason: '理由', submit: '确认改判', done: '已改判：{number}',
  },
  falseAlarms: {
    from: '从', to: '到（含）', count: '统计', wrongOrder: '开始日期应不晚于结束日期', empty: '这段时间没有关闭的警情', byKind: '按类型', byDevice: '按设备', noDevice: '没有设备发生误报', device: '设备', kind: '类型',
    closed: '已关闭', falseAlarms: '误报', accidental: '误碰', deviceFault: '设备故障', share: '误报率',
  },
  ladders: {
    intro: '警情无人处理时按阶梯逐步升级。修改只对新的警情生效，未关闭的警情沿用原来的。', division: '区划', none: '还没有取到', shipped: '这个区划没有自己的阶梯，使用上级或出厂的阶梯。', nowhere: '您的账号没有可编辑的区划。',
    ladder: '阶梯 {n}', from: '从', to: '到', staffing: '值守', normal: '正常', lone: '单人或无班长', kinds: '适用类型', allKinds: '所有没有单独阶梯的紧急类型', after: '秒后', action: '做什么', drop: '删除阶梯', dropStep: '删除', dropStepN: '删除第 {n} 步',
    addStep: '加一步', add: '加一个阶梯', undo: '放弃修改', save: '检查并保存', saved: '升级阶梯已保存',
    inForce: '现在实际生效', inForceAt: '截至 {time}，值守：{staffing}', refresh: '刷新', source: '来自', steps: '步骤', step: '{seconds} 秒 {action}', sourceOf: { own: '本区划', above: '上级', shipped: '出厂' }, own: '本区划自己的阶梯',
    shippedTitle: '出厂阶梯', shippedIntro: '没有任何阶梯写到的类型和值守按出厂阶梯升级。出厂阶梯不能修改，可以从它开始写本区划自己的。', hours: '时段', wholeDay: '全天', holds: '此刻', holdsNow: '生效中', ownFrom: '从它写自己的', ownFromN: '从它写自己的：出厂阶梯（{severity}，{staffing}）',
    fault: {
      noSteps: '至少要有一步', notAscending: '须晚于上一步', unknownAction: '没有这个动作', twice: '同一动作只能出现一次', tooLate: '紧急警情的第一步不能晚于 60 秒', staysInTheRoom: '须有一步找到接警台以外的人', nothingAbove: '本中心没有上级，最后须是值班手机、邻近中心或直接派单', gap: '一天没有排满', overlap: '时间重叠',
      badTime: '时间不对', unknownKind: '没有这个类型', neverClimbs: '床头呼叫、设备失联、低电量、拆除、夜间开门不升级，请去掉', tooLong: '太长：1 到 86400 秒，最多 20 步', notWhole: '请填写整数秒',
    },
  },
  scripts: {
    add: '新的问询单', empty: '还没有问询单', version: '第 {n} 版，{time} 发布', edit: '修改', next: '写新的一版', kinds: '适用类型', question: '问题 {n}', zh: '中文', en: '英文', answer: '回答 {n}', danger: '立即 120', drop: '删除',
    addAnswer: '加一个回答', addQuestion: '加一个问题', publish: '发布', published: '已发布第 {n} 版',
    fault: { kinds: '请选择适用类型', questions: '至少要有一个问题', choices: '每个问题至少两个回答', words: '每个问题和回答都要有中文和英文' },
  },
};
