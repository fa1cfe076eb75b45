import type { Page } from '@playwright/test'
import { percentile, type Measurement } from './measurement.ts'

/** Steady scrolling (the longest frame) and jumps to far places (until the rows there are painted). */
export async function scrolling(page: Page): Promise<Measurement[]> {
  await page.getByRole('grid', { name: 'Customers' }).getByRole('row').nth(5).waitFor()
  const frames = await scrollFrames(page)
  const jumps: number[] = []
  for (const share of [0.5, 1, 0.25, 0.75, 0.1, 0.9, 0.4, 0.6, 0.33, 0.98])
    jumps.push(await jump(page, share))
  return [
    {
      what: `scrolling through 1,500 rows, longest frame (p50 ${percentile(frames, 0.5).toFixed(0)} ms)`,
      figure: Math.max(...frames),
      unit: 'ms',
      limit: null,
      limitIs: '',
      budget: '60 frames a second',
    },
    {
      what: `jump to a far row, rows painted, p95 (p50 ${percentile(jumps, 0.5).toFixed(0)} ms)`,
      figure: percentile(jumps, 0.95),
      unit: 'ms',
      limit: null,
      limitIs: '',
      budget: '100 ms',
    },
  ]
}

function scrollFrames(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]')
    if (grid === null) throw new Error('no grid')
    grid.scrollTop = 0
    const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done))
    const frames: number[] = []
    let last = await frame()
    for (let step = 0; step < 300; step += 1) {
      grid.scrollTop += 180
      const now = await frame()
      frames.push(now - last)
      last = now
    }
    return frames
  })
}

function jump(page: Page, share: number): Promise<number> {
  return page.evaluate(async (to) => {
    const grid = document.querySelector('[role=grid]')
    if (grid === null) throw new Error('no grid')
    const top = Math.floor((grid.scrollHeight - grid.clientHeight) * to)
    const isShown = (): boolean => {
      const box = grid.getBoundingClientRect()
      const seen = [...grid.querySelectorAll('[data-row]')].filter((row) => {
        const { top: from, bottom } = row.getBoundingClientRect()
        return bottom > box.top + 40 && from < box.bottom
      })
      return seen.length > 5 && seen.every((row) => row.textContent !== '')
    }
    const started = performance.now()
    grid.scrollTop = top
    const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done))
    await frame()
    while (!isShown()) {
      if (performance.now() - started > 5000) throw new Error('The rows did not come')
      await frame()
    }
    await new Promise((done) => setTimeout(done, 0))
    return performance.now() - started
  }, share)
}
