import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page, Worker } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

/** The worker that holds the store. */
function storageWorker(page: Page): Worker {
  const [worker] = page.workers()
  if (worker === undefined) throw new Error('The storage worker is not running')
  return worker
}

/** Electron's security checklist, item by item, on the running app (docs/decisions/0003-security-baseline.md). */
test.describe('security', () => {
  test('the window is sandboxed, isolated and without Node', async ({ desk }) => {
    const page = await desk.start()
    const preferences = await desk.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      const all = contents.getLastWebPreferences()
      return Object.fromEntries(
        [
          'sandbox',
          'contextIsolation',
          'nodeIntegration',
          'webviewTag',
          'webSecurity',
          'allowRunningInsecureContent',
        ].map((name) => [name, all[name]]),
      )
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    })
    expect(preferences['allowRunningInsecureContent'] ?? false).toBe(false)
    expect(
      await page.evaluate(() => [
        typeof Reflect.get(globalThis, 'require'),
        typeof Reflect.get(globalThis, 'process'),
      ]),
    ).toEqual(['undefined', 'undefined'])
  })

  test('the page gets exactly the named functions, and unknown channels are refused', async ({ desk }) => {
    const page = await desk.start()
    expect(await page.evaluate(() => Object.keys(Reflect.get(globalThis, 'api') as object).sort())).toEqual([
      'invoke',
      'on',
      'openDropped',
    ])
    const tried = await page.evaluate(async () => {
      const api = Reflect.get(globalThis, 'api') as {
        invoke(channel: string, input: unknown): Promise<unknown>
        on(event: string, listener: () => void): void
      }
      const attempt = async (run: () => unknown): Promise<string> => {
        try {
          return JSON.stringify(await run())
        } catch (error) {
          return error instanceof Error ? error.message : 'failed'
        }
      }
      return {
        path: await attempt(() => api.invoke('csv:open-dropped', { path: '/etc/passwd' })),
        unknown: await attempt(() => api.invoke('shell:run', {})),
        event: await attempt(() => api.on('anything', () => undefined)),
        badInput: await attempt(() => api.invoke('workspaces:create', { name: '', evil: 1 })),
      }
    })
    expect(tried.path).toContain('Unknown channel')
    expect(tried.unknown).toContain('Unknown channel')
    expect(tried.event).toContain('Unknown event')
    expect(tried.badInput).toContain('invalid-input')
  })

  test('every answer carries the policy: no network, no inline script, no eval, in the page and in a worker', async ({
    desk,
  }) => {
    const server = createServer((_request, response) => {
      response.setHeader('access-control-allow-origin', '*')
      response.end('reached')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`
    const page = await desk.start()
    const found = await page.evaluate(async (target) => {
      const fetched = await fetch(target).then(
        () => 'reached',
        () => 'refused',
      )
      const inline = document.createElement('script')
      inline.textContent = 'globalThis.injected = true'
      document.head.append(inline)
      // From a timer: what the debugger itself evaluates is free of the policy.
      const evaluated = await new Promise<string>((done) => {
        setTimeout(() => {
          try {
            Reflect.construct(Function, ['return 1'])
            done('ran')
          } catch {
            done('refused')
          }
        }, 0)
      })
      return { fetched, injected: Reflect.get(globalThis, 'injected') === true, evaluated }
    }, url)
    expect(found.fetched).toBe('refused')
    expect(found.injected).toBe(false)
    expect(found.evaluated).toBe('refused')
    const headers = await desk.electron.evaluate(async ({ net }) => {
      const answer = await net.fetch('app://desk/index.html')
      return answer.headers.get('content-security-policy')
    })
    expect(headers).toContain("default-src 'none'")
    expect(headers).toContain("connect-src 'none'")
    expect(headers).not.toContain('unsafe-eval')
    const worker = storageWorker(page)
    const fromWorker = await worker.evaluate(
      (target) =>
        fetch(target).then(
          () => 'reached',
          () => 'refused',
        ),
      url,
    )
    expect(fromWorker).toBe('refused')
    const workerPolicy = await desk.electron.evaluate(async ({ net }, workerUrl) => {
      const answer = await net.fetch(workerUrl)
      return answer.headers.get('content-security-policy')
    }, worker.url())
    expect(workerPolicy).toContain("connect-src 'none'")
    await new Promise((done) => server.close(done))
  })

  test('navigation, new windows, frames, webviews and permissions are denied', async ({ desk }) => {
    const page = await desk.start()
    const permissions = await page.evaluate(async () => {
      const notification = await Notification.requestPermission()
      const geolocation = await new Promise<string>((done) => {
        navigator.geolocation.getCurrentPosition(
          () => done('granted'),
          () => done('denied'),
        )
      })
      return { notification, geolocation }
    })
    expect(permissions).toEqual({ notification: 'denied', geolocation: 'denied' })
    expect(await page.evaluate(() => window.open('http://127.0.0.1:1/') === null)).toBe(true)
    const started = await desk.electron.evaluate(async ({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows()
      const contents = windows[0]?.webContents
      if (contents === undefined) throw new Error('no window')
      const navigations: string[] = []
      contents.on('did-frame-navigate', (_event, url) => navigations.push(url))
      const before = contents.getURL()
      // Each in turn; the denial is settled once the page answers again.
      for (const attempt of [
        `const frame = document.createElement('iframe'); frame.src = 'http://127.0.0.1:1/'; document.body.append(frame)`,
        `const view = document.createElement('webview'); view.src = 'http://127.0.0.1:1/'; document.body.append(view)`,
        `location.href = 'http://127.0.0.1:1/'`,
        `location.href = 'file:///etc/passwd'`,
      ]) {
        await contents.executeJavaScript(`(() => { ${attempt} })()`)
      }
      const alive = (await contents.executeJavaScript(`document.querySelector('nav') !== null`)) as boolean
      return { windows: windows.length, same: contents.getURL() === before, alive, navigations }
    })
    expect(started).toEqual({ windows: 1, same: true, alive: true, navigations: [] })
  })

  test('files outside the app cannot be read through its protocol', async ({ desk }) => {
    await desk.start()
    const statuses = await desk.electron.evaluate(async ({ net }) => {
      const urls = [
        'app://desk/..%2f..%2fpackage.json',
        'app://desk/%2e%2e/main/index.cjs',
        'app://desk/..%2fmain%2findex.cjs',
        'app://other/index.html',
      ]
      return Promise.all(urls.map(async (url) => (await net.fetch(url)).status))
    })
    expect(statuses).toEqual([404, 404, 404, 404])
  })

  test('a second start brings the first window forward and ends', async ({ desk }) => {
    await desk.start()
    const second = await desk.startSecond()
    expect(second.exitCode).toBe(0)
    expect(await desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
})
