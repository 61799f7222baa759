// Error codes that cross a wire; the text beside them is zh-CN and may change, the code may not.

export interface WireError {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}

export interface ErrorBody {
  error: WireError & { requestId: string };
}

/** Code → HTTP status and the default zh-CN message. The one table of all coded errors. */
export const ERRORS = {
  'AUTH.REQUIRED': { status: 401, message: '请先登录' },
  'AUTH.BAD_CREDENTIALS': { status: 401, message: '用户名或密码不正确' },
  'AUTH.THROTTLED': { status: 429, message: '登录失败次数过多，请稍后再试' },
  'AUTH.FORBIDDEN': { status: 403, message: '没有权限' },
  'AUTH.ORIGIN_REFUSED': { status: 403, message: '来源网站不被允许' },
  'ACCOUNT.NOT_FOUND': { status: 404, message: '没有这个账号' },
  'ACCOUNT.USERNAME_TAKEN': { status: 409, message: '用户名已存在' },
  'COMMON.VALIDATION': { status: 400, message: '提交的内容有误' },
  'COMMON.MALFORMED_BODY': { status: 400, message: '请求内容无法解析' },
  'COMMON.BODY_TOO_LARGE': { status: 413, message: '请求内容过大' },
  'COMMON.UNSUPPORTED_MEDIA_TYPE': { status: 415, message: '请求类型不受支持，请使用 application/json' },
  'COMMON.NOT_FOUND': { status: 404, message: '没有这个地址' },
  'COMMON.METHOD_NOT_ALLOWED': { status: 405, message: '不支持的请求方法' },
  'COMMON.TOO_MANY_REQUESTS': { status: 429, message: '请求过于频繁，请稍后再试' },
  'COMMON.IDEMPOTENCY_CONFLICT': { status: 409, message: '同一个幂等键用于了不同的请求' },
  'COMMON.SHOWN_ONCE': { status: 409, message: '该内容只显示一次，请重新签发' },
  'COMMON.UNKNOWN_EVENT': { status: 400, message: '未知的事件' },
  'COMMON.UNAVAILABLE': { status: 503, message: '服务暂时不可用，请稍后再试' },
  'COMMON.INTERNAL': { status: 500, message: '系统出错，已记录' },
  'ALERT.NOT_FOUND': { status: 404, message: '没有这个警情，或不在您的辖区' },
  'ALERT.ALREADY_CLAIMED': { status: 409, message: '已被他人接警' },
  'ALERT.NOT_CLAIMED': { status: 409, message: '该警情尚未接警' },
  'ALERT.NOT_YOURS': { status: 409, message: '该警情由他人处理中' },
  'ALERT.CLAIM_LOST': { status: 409, message: '您的接警已失效，请重新接警' },
  'ALERT.WRONG_STATE': { status: 409, message: '当前状态不允许此操作' },
  'ALERT.OUTCOME_NOT_ALLOWED': { status: 409, message: '该结果不能用于关闭此警情' },
  'ALERT.NEWER_CASE_OPEN': { status: 409, message: '同一对象有更新的警情未关闭，请合并处理' },
  'ALERT.REOPEN_TOO_LATE': { status: 409, message: '已超过 24 小时，不能重新打开' },
  'DEVICE.NOT_FOUND': { status: 404, message: '没有这个设备' },
  'DEVICE.KEY_TAKEN': { status: 409, message: '设备编号已存在' },
  'DEVICE.NOT_PLACED': { status: 409, message: '该设备当前没有安放' },
  'DEVICE.NO_SECRET': { status: 409, message: '该设备没有可吊销的密钥' },
  'HOME.NOT_FOUND': { status: 404, message: '没有这个住所，或不在您的辖区' },
  'DEVICE.ALREADY_PLACED': { status: 409, message: '设备正在他处使用' },
  'ELDER.NOT_FOUND': { status: 404, message: '没有这位老人，或不在您的辖区' },
  'QUARANTINE.NOT_FOUND': { status: 404, message: '没有这条隔离消息' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;
