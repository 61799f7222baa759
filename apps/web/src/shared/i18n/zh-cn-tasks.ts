// 接警台右栏的文字：派单、呼叫、救援、任务、结案、命令行。
// prettier-ignore
export const tasks = {
  send: {
    label: '派给谁', limit: '应在 {clock} 内到达', loading: '正在找可派的人…', failed: '可派人员没有取到', none: '没有可派的人', first: '推荐',
    parallel: '同时派给前 {n} 人，先接受者负责', sequence: '逐个派单', minutes: '{n} 分钟', minutesUnknown: '时间未知', metres: '{n} 米', km: '{n} 公里',
    open: '{n} 个任务', located: '位置 {age}前', proposed: '派给首选', to: '派给 {name}', hint: '方向键或数字选人，回车派单', more: '显示全部 {n} 人', leftOut: '未列入的 {n} 人',
    nobody: '时限内无人能到！', nobodyMore: '马上通知班长，同时叫 120。', outside: '助老员留在室外，不得进入', outsideMore: '派单会写明：在室外等消防。',
    why: '为什么不派首选？（{name}）', whyPlaceholder: '写明原因，回车派单', whyMissing: '请先写明原因', cancel: '取消', sent: '已派给 {names}', noPlace: '名单里没有第 {n} 人',
  },
  work: {
    label: '正在进行', failed: '任务没有取到', answerIn: '{clock} 内答复', overdue: '已过答复时间', lead: '负责', second: '后援',
    doubtful: '到达存疑：离老人家 {n} 米', doubtfulNoPlace: '到达存疑：没有位置', silent: '没有报平安！请打电话', checkIn: '{clock} 内报平安', recall: '撤回', recallAsk: '为什么撤回？（可不填）', recalled: '已撤回',
    since: '{clock} 前', ended: '已结束的派单 {n} 个', arrived: '到达', takenTo: '送往…', refused: '拒绝…', hospital: '送往哪家医院？', refusal: '谁拒绝、为什么？',
    confirm: '确定', cancel: '取消', reference: '编号 {ref}', unit: '{unit}', due: '{time} 到期', noRescue: '没有等待到达的救援', rescueArrived: '{service} 已到达',
    followUps: '回访', attempts: '已试 {n} 次',
  },
  calls: {
    label: '呼叫', loading: '正在取得呼叫名单…', failed: '呼叫名单没有取到', none: '没有可呼叫的号码', noNumber: '没有号码', call: '呼叫', attempts: '已呼 {n} 次', minutes: '{n} 分钟可到', holdsKey: '有钥匙',
    nobodyElder: '名单里没有老人的号码', nobodyFamily: '名单里没有家属', voice: '通了', noAnswer: '没人接', end: '结束', noOpen: '没有正在进行的呼叫', endTitle: '通话结果', endChoose: '对方怎么说？',
    endNote: '说明（可不填）', endConfirm: '结束通话', endKeys: '数字键选择，回车结束，Esc 取消', cancel: '取消', record: '呼叫记录 {n} 条', now: '正在呼叫 {name}', started: '已开始呼叫 {name}', noPlace: '名单里没有第 {n} 个',
  },
  rescue: {
    title: '叫 120 / 119 / 110', loading: '正在准备要念的内容…', failed: '要念的内容没有取到，请按档案口述', read: '照着念（约 {n} 秒）', advice: '注意', record: '打完电话，按数字记录',
    called: '已叫 {n} 次', saved: '已记录：{service}', keys: '1 至 4 记录，Esc 关闭', close: '关闭', ask: '叫 120/119/110 了吗？', askYes: '去叫', askNo: '不需要…', askWhy: '为什么不需要？',
    notCalled: '未叫 120/119/110：{why}', outside: '所有人留在室外，不要按门铃、不要碰开关',
  },
  reopen: { label: '重新打开', why: '为什么重新打开？', done: '已重新打开并接警：{what}', hint: '关闭后 24 小时内可以重新打开' },
  ending: {
    detail: '细分', injury: '有人受伤吗', cause: '起因（可不填）', proof: '凭据', noRescueReason: '没叫 120/119/110 的理由', retryDays: '多少天后再联系', days: '{n} 天后', optional: '可不填',
    missing: '请先回答：{what}',
  },
  command: {
    label: '命令行', placeholder: '派 2 3 · 呼 1 · 120 · 关 4 · 备注 … · ? 帮助', unknown: '不认识“{line}”。可用：派 2 3、呼 1、120、119、110、燃气、关 4、备注 …', number: '“{line}”：请写名单里的数字',
    tooMany: '“{line}”：数字太多', noText: '备注后面请写内容', help: '派 2 3：派给第 2、3 人；派：派给首选。呼 1：呼叫名单第 1 个。120、119、110、燃气：记录已叫。关 4：用第 4 个结果关闭。备注 …：写备注。',
  },
};
