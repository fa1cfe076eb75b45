import { afterEach } from 'vitest'
import { cleanup, configure } from '@testing-library/react'

// A limit against waiting for ever, wide enough for a machine that does other things at the same time.
configure({ asyncUtilTimeout: 30_000 })

// Without vitest's globals Testing Library cannot register this itself.
afterEach(() => {
  cleanup()
})

/** Mantine asks for the colour scheme and reduced motion when it renders; the test window matches nothing. */
window.matchMedia = (query: string): MediaQueryList => {
  const target = new EventTarget()
  return Object.assign(target, {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  }) as MediaQueryList
}

/** Nothing is laid out in the test window, so sizes never change; Mantine and the virtualiser only need the class. */
class StillResizeObserver implements ResizeObserver {
  observe(): void {
    // Sizes do not change.
  }
  unobserve(): void {
    // Nothing was observed.
  }
  disconnect(): void {
    // Nothing was observed.
  }
}
window.ResizeObserver = StillResizeObserver
globalThis.ResizeObserver = StillResizeObserver

/** Mantine scrolls the active option of a list into view, which a window without layout cannot do. */
window.HTMLElement.prototype.scrollIntoView = () => undefined
