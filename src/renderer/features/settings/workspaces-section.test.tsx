import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { WorkspacesSection } from './workspaces-section.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
beforeEach(async () => {
  desk = await openTestWorkspace()
})
afterEach(() => desk.close())

it('goes to where a new one is named, and says that a name is too long instead of cutting it', async () => {
  const asked: string[] = []
  const { history } = renderInWorkspace(<WorkspacesSection creating />, desk.workspace, {
    path: '/settings/new-workspace',
    answers: {
      'workspaces:create': ({ name }) => {
        asked.push(name)
        return Promise.resolve({ ...desk.workspace.info, id: 'new', name })
      },
    },
  })
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name of the workspace' })
  await waitFor(() => expect(document.activeElement).toBe(field))
  await user.paste('x'.repeat(101))
  expect(field.value).toHaveLength(101)
  expect(screen.getByText('At most 100 characters.')).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(asked).toEqual([])
  await user.keyboard('{Backspace}')
  expect(screen.queryByText('At most 100 characters.')).toBeNull()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(history.at(-1)).toBe('/settings'))
  expect(asked).toEqual(['x'.repeat(100)])
})

it('leads from its button to the name', async () => {
  const { history } = renderInWorkspace(<WorkspacesSection />, desk.workspace, { path: '/settings' })
  await user.click(screen.getByRole('button', { name: 'New workspace' }))
  expect(history.at(-1)).toBe('/settings/new-workspace')
})
