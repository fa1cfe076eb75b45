import { notifications } from '@mantine/notifications'
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { useUndoKey } from '#renderer/features/csv-transfer/check/use-undo-key.ts'
import { CustomersPage } from '#renderer/features/customers/list/customers-page.tsx'
import { usePaneKeys } from '#renderer/features/customers/two-panes/use-pane-keys.ts'
import {
  layOut,
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { takeBackLast } from '#renderer/ui/undo-toast.tsx'
import { useTakeBackKey } from './use-take-back-key.ts'

const user = userEvent.setup({ delay: null })

let desk: TestWorkspace
let pageUndone: number
let forgetLayout: () => void
beforeEach(async () => {
  desk = await openTestWorkspace()
  forgetLayout = layOut()
  pageUndone = 0
  for (const name of ['Alice', 'Ben', 'Cara'])
    await desk.workspace.customers.create({ ...emptyCustomerDraft(), name })
  renderInWorkspace(
    <WithKey>
      <CustomersPage onImport={() => undefined} importButton={null} renderExport={() => null} />
    </WithKey>,
    desk.workspace,
    { path: '/customers' },
  )
  await waitFor(() => expect(names()).toEqual(['Alice', 'Ben', 'Cara']))
})
afterEach(async () => {
  notifications.clean()
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull())
  forgetLayout()
  await desk.close()
})

/** The frame with its key, and pages with theirs that come later, as they are loaded. */
function WithKey({ children }: { children: ReactNode }) {
  useTakeBackKey()
  const [page, setPage] = useState('')
  return (
    <>
      {['check', 'panes'].map((each) => (
        <button key={each} type="button" onClick={() => setPage(each)}>
          {each}
        </button>
      ))}
      {page === 'check' && <CheckKey />}
      {page === 'panes' && <PanesKey />}
      {children}
    </>
  )
}

function CheckKey() {
  useUndoKey(() => {
    pageUndone += 1
  })
  return null
}

function PanesKey() {
  usePaneKeys({
    'Mod+z': () => {
      pageUndone += 1
    },
  })
  return null
}

function hold(target: Element): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    ...{ key: 'z', ctrlKey: true, bubbles: true, cancelable: true, repeat: true },
  })
  act(() => {
    target.dispatchEvent(event)
  })
  return event
}

const names = (): string[] =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[2]?.textContent ?? '')

const searchBox = (): HTMLElement => screen.getByRole('searchbox', { name: 'Search customers' })

async function press(name: string, button: 'Archive' | 'Delete', toast: RegExp): Promise<void> {
  await user.click(screen.getByRole('checkbox', { name: `Select ${name}` }))
  await user.click(screen.getByRole('button', { name: button }))
  await screen.findByText(toast)
}

it('takes back the last of several for as long as their toasts are there, the last one first', async () => {
  await press('Alice', 'Delete', /Alice deleted/)
  await press('Ben', 'Archive', /Ben archived/)
  await waitFor(() => expect(names()).toEqual(['Cara']))
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(names()).toEqual(['Ben', 'Cara']))
  await user.keyboard('{Meta>}z{/Meta}')
  await waitFor(() => expect(names()).toEqual(['Alice', 'Ben', 'Cara']))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull())
})

it('takes nothing back once the toast is gone, and keeps the key from fields without the focus', async () => {
  await press('Alice', 'Delete', /Alice deleted/)
  notifications.clean()
  const pressed = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true })
  document.body.dispatchEvent(pressed)
  expect(pressed.defaultPrevented).toBe(true)
  expect(takeBackLast()).toBe(false)
})

it('leaves the key to a text field that was written in, and takes it in one that was not', async () => {
  await press('Cara', 'Delete', /Cara deleted/)
  await user.click(searchBox())
  await user.keyboard('a')
  const inField = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true })
  searchBox().dispatchEvent(inField)
  expect(inField.defaultPrevented).toBe(false)
  await user.keyboard('{Backspace}{Control>}z{/Control}')
  await waitFor(() => expect(names()).toEqual(['Alice', 'Ben', 'Cara']))
})

it.each(['check', 'panes'])('leaves the key to a page that has one: %s', async (page) => {
  await press('Alice', 'Delete', /Alice deleted/)
  await user.click(screen.getByRole('button', { name: page }))
  await user.keyboard('{Control>}z{/Control}')
  expect(pageUndone).toBe(1)
  // Once a press there too.
  expect(hold(document.body).defaultPrevented).toBe(true)
  expect(pageUndone).toBe(1)
  expect(names()).toEqual(['Ben', 'Cara'])
  expect(screen.getByText(/Alice deleted/)).toBeTruthy()
})

it('takes back once while the key is held', async () => {
  await press('Alice', 'Delete', /Alice deleted/)
  await press('Ben', 'Archive', /Ben archived/)
  await user.click(searchBox())
  await user.keyboard('{Control>}z')
  expect(hold(searchBox()).defaultPrevented).toBe(true)
  await user.keyboard('{/Control}')
  await waitFor(() => expect(names()).toEqual(['Ben', 'Cara']))
  expect(screen.getByText(/Alice deleted/)).toBeTruthy()
})
