import { defineCopy } from '@/shared/i18n/copy'

export const scannerCopy = defineCopy(
  {
    start: '打开相机扫一扫',
    looking: '把码放进框里',
    stop: '关掉相机',
    denied: '相机没打开。可以在浏览器设置里允许，也可以直接输入。',
    missing: '这台手机用不了相机，直接输入就行。',
  },
  {
    start: 'Scan with the camera',
    looking: 'Hold the code inside the frame',
    stop: 'Close the camera',
    denied: 'The camera is not allowed. You can allow it in the browser’s settings, or type the code.',
    missing: 'There is no camera to use here. Typing works just as well.',
  },
)
