import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { useShownSection } from './show-section.ts'
import { Section } from './section.tsx'

const shown: string[] = []
let resized: () => void

beforeEach(() => {
  shown.length = 0
  vi.spyOn(HTMLElement.prototype, 'scrollIntoView').mockImplementation(function (this: HTMLElement) {
    shown.push(this.textContent)
  })
  vi.stubGlobal(
    'ResizeObserver',
    class {
      #observes = true
      constructor(callback: () => void) {
        resized = () => {
          if (this.#observes) callback()
        }
      }
      observe(): void {
        // `resized` says when.
      }
      disconnect(): void {
        this.#observes = false
      }
    },
  )
  return () => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  }
})

function Page() {
  useShownSection('log')
  return (
    <div>
      <Section title="Needs you">A list</Section>
      <Section name="log" title="Log">
        Lines
      </Section>
    </div>
  )
}

it('opens a page at a section and keeps it there while the page fills, until somebody goes elsewhere', async () => {
  render(<Page />)
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Log' }))
  expect(shown).toEqual(['Log'])
  resized()
  expect(shown).toEqual(['Log', 'Log'])
  await userEvent.keyboard('{Tab}')
  resized()
  expect(shown).toEqual(['Log', 'Log'])
})
