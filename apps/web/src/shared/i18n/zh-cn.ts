// 源语言：简体中文。English must say the same things (same-keys.spec.ts).
import { ERRORS } from '#libs/contracts';
import { treeOfCodes } from './error-texts.ts';
import { admin } from './zh-cn-admin.ts';
import { dispatch } from './zh-cn-dispatch.ts';
import { helpers } from './zh-cn-helpers.ts';
import { panels } from './zh-cn-panels.ts';
import { search, station } from './zh-cn-station.ts';
import { supervising } from './zh-cn-supervising.ts';
import { tasks } from './zh-cn-tasks.ts';
import { words } from './zh-cn-words.ts';

const serverErrors = Object.fromEntries(Object.entries(ERRORS).map(([code, { message }]) => [code, message]));

// prettier-ignore
export const zhCn = {
  ...words,
  ...dispatch,
  ...tasks,
  admin,
  helpers,
  panels,
  station,
  supervising,
  search,
  appName: '银铃',
  language: { label: '语言', other: 'English', switchTo: 'Switch to English' },
  theme: { label: '外观', auto: '自动', light: '浅色', dark: '深色', next: '外观：{now}，点击切换' },
  toast: { label: '通知', dismiss: '关闭通知', claimedBy: '已被 {name} 接警' },
  signIn: {
    title: '登录', subtitle: '智慧养老紧急呼叫平台', username: '用户名', password: '密码', submit: '登录', working: '正在登录…',
    missing: '请填写用户名和密码', wait: '请在 {n} 秒后再试', signOut: '退出登录', signOutFailed: '没有退出：{why}',
  },
  later: {
    title: '您的页面还在建设中', body: '“{role}”的页面将在以后的版本中提供。您的账号可用，目前这里没有可操作的内容。',
  },
  refused: { title: '没有权限', body: '“{role}”不能打开这个页面。', home: '回到我的页面' },
  lostPage: { title: '没有这个页面', home: '回到首页' },
  unreachable: { title: '连不上服务器', retry: '重试' },
  error: {
    ...treeOfCodes(serverErrors),
    LOCAL: { OFFLINE: '连不上服务器，请稍后再试', NO_ANSWER: '服务器没有答复；请看列表确认结果', UNREADABLE: '服务器的答复无法解读' },
    unknown: '出错了（{code}）',
  },
};
