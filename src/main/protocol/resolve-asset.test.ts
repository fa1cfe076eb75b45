import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentTypeOf, resolveAsset } from './resolve-asset.ts'

const root = '/opt/app/out/renderer'

describe('resolveAsset', () => {
  it('finds the files of the app', () => {
    expect(resolveAsset('app://desk/', root)).toBe(`${root}/index.html`)
    expect(resolveAsset('app://desk/assets/index-1.js?x=1', root)).toBe(`${root}/assets/index-1.js`)
  })

  it.each([
    'app://desk/..%2f..%2fmain/index.cjs',
    'app://desk/%2e%2e/%2e%2e/secret',
    'app://desk/assets/..%2f..%2f..%2fetc/passwd',
    'app://desk/..%5c..%5cmain',
    'app://desk/%00index.html',
    'app://desk/%E0%A4%A',
    'app://other/index.html',
    'file:///etc/passwd',
    'https://desk/index.html',
    'nonsense',
  ])('refuses or contains %s', (url) => {
    const file = resolveAsset(url, root)
    expect(file === null || file.startsWith(`${root}/`)).toBe(true)
  })

  it('never leaves the root, whatever the path', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('..', '%2e%2e', '%2f', '/', 'a', '\\', '%5c', '%00')), (parts) => {
        const file = resolveAsset(`app://desk/${parts.join('/')}`, root)
        expect(file === null || file.startsWith(`${root}/`)).toBe(true)
      }),
    )
  })

  it('serves unknown endings as data', () => {
    expect(contentTypeOf('a.wasm')).toBe('application/octet-stream')
    expect(contentTypeOf('a.JS')).toBe('text/javascript; charset=utf-8')
  })
})
