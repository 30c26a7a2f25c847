import { isProblem } from '@/shared/api/problem'
import { defineCopy } from '@/shared/i18n/copy'

export const uiCopy = defineCopy(
  {
    appName: '邻里',
    back: '返回',
    close: '关闭',
    clear: '清空',
    retry: '再试一次',
    loading: '正在取…',
    offline: '连不上网。等有信号了再试一次。',
    notFound: '没找到，可能已经撤下了。',
    serverAway: '服务器这会儿没答应，稍等一下再试。',
    unknownProblem: '出了点岔子，请再试一次。',
    addPhoto: '加照片',
    photoCount: '{n}/{max} 张',
    photo: '第 {n} 张照片',
    removePhoto: '去掉第 {n} 张照片',
    retryPhoto: '重新上传第 {n} 张照片',
    photoUploading: '上传中 {share}%',
    photoKept: '没网，发送时再传',
    photoFailed: '没传上，点此重试',
    photoTooMany: '最多放 {max} 张照片',
    photoNotPicture: '“{name}”不是照片',
    photoTooBig: '“{name}”太大了，单张不超过 {max} MB',
    textLeft: '还可写 {n} 字',
    textOver: '多了 {n} 字',
    optional: '选填',
    pickArea: '请选择',
    levelUp: '上一层',
    takeThis: '就选{name}',
    searchArea: '找楼栋',
    searchAreaHint: '如：花园 3栋',
    noArea: '没找到，换个写法试试',
    reasonMissing: '请写一句原因',
  },
  {
    appName: 'Linli',
    back: 'Back',
    close: 'Close',
    clear: 'Clear',
    retry: 'Try again',
    loading: 'Loading…',
    offline: 'No connection. Try again when you have a signal.',
    notFound: 'Not found. It may have been taken down.',
    serverAway: 'The server did not answer. Please try again in a moment.',
    unknownProblem: 'Something went wrong. Please try again.',
    addPhoto: 'Add photo',
    photoCount: '{n}/{max}',
    photo: 'Photo {n}',
    removePhoto: 'Remove photo {n}',
    retryPhoto: 'Upload photo {n} again',
    photoUploading: 'Uploading {share}%',
    photoKept: 'Offline, goes up on sending',
    photoFailed: 'Upload failed, tap to retry',
    photoTooMany: 'At most {max} {max|photo|photos}',
    photoNotPicture: '“{name}” is not a picture',
    photoTooBig: '“{name}” is too big, at most {max} MB each',
    textLeft: '{n} {n|character|characters} left',
    textOver: '{n} {n|character|characters} too many',
    optional: 'optional',
    pickArea: 'Please choose',
    levelUp: 'One level up',
    takeThis: 'Choose {name}',
    searchArea: 'Find a building',
    searchAreaHint: 'e.g. garden 3',
    noArea: 'Not found, try other words',
    reasonMissing: 'Please say why',
  },
)

type Say = (key: 'offline' | 'notFound' | 'serverAway' | 'unknownProblem') => string

/** What to tell the person about an error: the server's own words where it had any. */
export function problemText(error: unknown, t: Say): string {
  if (!isProblem(error)) return t('unknownProblem')
  if (error.status === 0) return t('offline')
  if (error.detail) return error.detail
  if (error.status === 404) return t('notFound')
  return error.status >= 500 ? t('serverAway') : t('unknownProblem')
}
