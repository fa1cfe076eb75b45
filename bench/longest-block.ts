import type { Page } from '@playwright/test'

/** Starts watching how long the page's thread is held at a time; the returned function stops and tells the longest, in ms. */
export async function watchLongestBlock(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const blocks: number[] = [0]
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) blocks.push(entry.duration)
    })
    observer.observe({ type: 'longtask' })
    // Long tasks are told from 50 ms on; a timer sees the shorter ones as well.
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      blocks.push(now - last - 4)
      last = now
    }, 4)
    Reflect.set(globalThis, 'benchBlocks', () => {
      observer.disconnect()
      clearInterval(timer)
      return Math.max(...blocks.slice(-200_000))
    })
  })
  return () => page.evaluate(() => (Reflect.get(globalThis, 'benchBlocks') as () => number)())
}
