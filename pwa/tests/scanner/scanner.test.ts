import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import CodeScanner from '@/shared/scanner/CodeScanner.vue'
import { chooseLanguage } from '@/shared/i18n/language'
import { eventually } from '../eventually'

enableAutoUnmount(afterEach)

const decode = vi.hoisted(() => vi.fn<() => string>())
vi.mock('qr/decode.js', () => ({ decodeQR: decode }))

const track = { stop: vi.fn() }
const stream = { getTracks: () => [track] } as unknown as MediaStream

beforeEach(() => {
  chooseLanguage('zh-hans')
  track.stop.mockClear()
  decode.mockReset().mockImplementation(() => {
    throw new Error('no code here')
  })
  // jsdom has neither a camera nor a canvas.
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined)
  vi.spyOn(HTMLVideoElement.prototype, 'videoWidth', 'get').mockReturnValue(640)
  vi.spyOn(HTMLVideoElement.prototype, 'videoHeight', 'get').mockReturnValue(480)
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    drawImage: () => undefined,
    getImageData: () => ({ width: 640, height: 480, data: new Uint8ClampedArray(4) }),
  } as never)
})

function withCamera(getUserMedia?: () => Promise<MediaStream>): void {
  const mediaDevices = getUserMedia ? { getUserMedia } : undefined
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true })
}

function aScanner() {
  return mount(CodeScanner, { slots: { default: '<p>或者输入</p>' } })
}

async function openCamera(scanner: ReturnType<typeof aScanner>): Promise<void> {
  await scanner.find('button').trigger('click')
  await flushPromises()
}

test('the camera is never opened by itself, and typing is there from the beginning', () => {
  const asked = vi.fn(() => Promise.resolve(stream))
  withCamera(asked)
  const scanner = aScanner()
  expect(asked).not.toHaveBeenCalled()
  expect(scanner.text()).toContain('或者输入')
})

test('denied, it says what can be done instead, and offers to try again', async () => {
  withCamera(() => Promise.reject(new DOMException('no', 'NotAllowedError')))
  const scanner = aScanner()
  await openCamera(scanner)
  await eventually(() => expect(scanner.find('[role=alert]').text()).toContain('没有拿到相机的许可'))
  expect(scanner.text()).toContain('再试一次相机')
  expect(scanner.text()).toContain('或者输入')
})

test.each<[string, (() => Promise<MediaStream>) | undefined]>([
  ['the browser has none to give', undefined],
  ['the phone has none', () => Promise.reject(new DOMException('none', 'NotFoundError'))],
])('no camera, because %s: typing counts just the same', async (_why, getUserMedia) => {
  withCamera(getUserMedia)
  const scanner = aScanner()
  await openCamera(scanner)
  await eventually(() => expect(scanner.find('[role=alert]').text()).toContain('这里用不了相机'))
})

test('what it finds is said once, and the camera is closed', async () => {
  withCamera(() => Promise.resolve(stream))
  const scanner = aScanner()
  await openCamera(scanner)
  await eventually(() => expect(decode).toHaveBeenCalled())
  expect(scanner.emitted('found')).toBeUndefined()
  decode.mockReset().mockReturnValue('LINLI:A:…')
  await eventually(() => expect(scanner.emitted('found')).toEqual([['LINLI:A:…']]))
  expect(track.stop).toHaveBeenCalledOnce()
  expect(scanner.find('video').exists()).toBe(false)
})

test('closed by hand, the camera stops', async () => {
  withCamera(() => Promise.resolve(stream))
  const scanner = aScanner()
  await openCamera(scanner)
  await eventually(() => expect(scanner.text()).toContain('关掉相机'))
  await scanner.findAll('button').find((one) => one.text() === '关掉相机')?.trigger('click')
  expect(track.stop).toHaveBeenCalledOnce()
  expect(scanner.text()).toContain('打开相机扫一扫')
})

test('leaving the page closes it', async () => {
  withCamera(() => Promise.resolve(stream))
  const scanner = aScanner()
  await openCamera(scanner)
  await eventually(() => expect(scanner.find('video').exists()).toBe(true))
  scanner.unmount()
  expect(track.stop).toHaveBeenCalledOnce()
})

test('left while the phone was still asking, the camera does not stay on', async () => {
  let allow: (given: MediaStream) => void = () => undefined
  withCamera(() => new Promise((resolve) => (allow = resolve)))
  const scanner = aScanner()
  await openCamera(scanner)
  scanner.unmount()
  allow(stream)
  await eventually(() => expect(track.stop).toHaveBeenCalledOnce())
})
