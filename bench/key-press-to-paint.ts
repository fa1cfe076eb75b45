import type { Page } from '@playwright/test'
import { percentile, type Measurement } from './measurement.ts'

const SEARCHES = [
  'alice',
  'ben',
  'okafor',
  'melbourne',
  'quay',
  'novak 7',
  'garcia',
  'leeds',
  'trading',
  'hana 4',
]
/** Each of these begins with other rows than the one before, so that the change can be seen. */
const COLUMNS = ['E-mail', 'City', 'Country']

/** From the key press or click to the painted rows, inside the page: search words and sorts both ways. */
export async function keyPressToPaint(page: Page, count: number): Promise<Measurement[]> {
  await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
  await page.getByRole('grid', { name: 'Customers' }).getByRole('row').nth(5).waitFor()
  const searches: number[] = []
  for (const words of SEARCHES) searches.push(await timed(page, { search: words }))
  await timed(page, { search: '' })
  const sorts: number[] = []
  for (const column of [...COLUMNS, ...COLUMNS, ...COLUMNS, ...COLUMNS, ...COLUMNS])
    sorts.push(await timed(page, { sort: column }))
  const shown = count.toLocaleString('en')
  const row = (what: string, samples: readonly number[]): Measurement => ({
    what: `${what} of ${shown}, key press to painted rows, p95 (p50 ${percentile(samples, 0.5).toFixed(0)} ms)`,
    figure: percentile(samples, 0.95),
    unit: 'ms',
    limit: null,
    limitIs: '',
    budget: '50 ms',
  })
  return [row('search', searches), row('sort', sorts)]
}

/** One act, timed by the page itself: until the rows have changed and the next frame is painted. */
function timed(page: Page, act: { search?: string; sort?: string }): Promise<number> {
  return page.evaluate(async ({ search, sort }) => {
    const grid = document.querySelector('[role=grid]')
    if (grid === null) throw new Error('no grid')
    const state = (): string =>
      `${grid.getAttribute('aria-rowcount') ?? ''} ${[...grid.querySelectorAll('[data-row]')]
        .slice(0, 5)
        .map((row) => row.textContent)
        .join('|')}`
    const before = state()
    const changed = new Promise<void>((done, fail) => {
      setTimeout(() => fail(new Error(`No change for ${search ?? sort ?? ''}: ${state()}`)), 5000)
      const observer = new MutationObserver(() => {
        const now = state()
        if (now === before || now.includes('||')) return
        observer.disconnect()
        requestAnimationFrame(() => setTimeout(done, 0))
      })
      observer.observe(grid, { subtree: true, childList: true, characterData: true, attributes: true })
    })
    const started = performance.now()
    if (search !== undefined) {
      const box = document.querySelector<HTMLInputElement>('input[role=searchbox]')
      if (box === null) throw new Error('no search box')
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, search)
      box.dispatchEvent(new Event('input', { bubbles: true }))
    } else {
      const header = [...document.querySelectorAll<HTMLElement>('[role=columnheader] button')].find(
        (button) => button.textContent.trim() === sort,
      )
      if (header === undefined) throw new Error(`no column ${sort ?? ''}`)
      header.click()
    }
    await changed
    return performance.now() - started
  }, act)
}
