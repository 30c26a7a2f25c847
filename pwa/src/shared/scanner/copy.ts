import { defineCopy } from '@/shared/i18n/copy'

export const scannerCopy = defineCopy(
  {
    start: '打开相机扫一扫',
    looking: '把码放进框里',
    stop: '关掉相机',
    denied: '没有拿到相机的许可。可以在手机设置里允许，也可以直接输入，一样算数。',
    missing: '这里用不了相机，直接输入就行，一样算数。',
    again: '再试一次相机',
  },
  {
    start: 'Scan with the camera',
    looking: 'Hold the code inside the frame',
    stop: 'Close the camera',
    denied: 'The camera was not allowed. You can allow it in the phone’s settings, or type the code; both count alike.',
    missing: 'There is no camera to use here. Typing the code counts just the same.',
    again: 'Try the camera again',
  },
)
