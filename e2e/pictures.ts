import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

const SHOTS = process.env['CONFLICT_SHOTS'] ?? ''

/** The page at both sizes and in both appearances, for people to look at; only where they asked for it. */
export async function picture({ page }: { page: Page }, name: string): Promise<void> {
  if (SHOTS === '') return
  await mkdir(SHOTS, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const [width, height] of [
      [1280, 800],
      [1600, 1000],
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: join(SHOTS, `${name}-${colorScheme}-${String(width)}.png`) })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
