import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { WorkspaceGate } from './workspace-gate.tsx'
import { WorkspaceSession, type OpeningProgress } from './workspace-session.ts'

let desk: TestWorkspace
beforeEach(async () => {
  desk = await openTestWorkspace()
})
afterEach(async () => {
  await desk.close()
})

it('shows how many customers of a backup are in while a workspace is filled from it', async () => {
  let tell: ((progress: OpeningProgress) => void) | null = null
  const session = new WorkspaceSession((_, onProgress) => {
    tell = onProgress
    return new Promise(() => undefined)
  }, desk.workspace.info)
  renderInWorkspace(
    <WorkspaceGate session={session} backupsOf={() => desk.workspace.backups} />,
    desk.workspace,
  )
  await screen.findByText('Opening Test')
  const progress = async (customers: number): Promise<string | null> => {
    await act(async () => {
      tell?.({ kind: 'filling', customers, of: 50_000 })
      await Promise.resolve()
    })
    return screen.getByRole('progressbar', { name: 'Customers that are in' }).getAttribute('aria-valuenow')
  }
  expect(await progress(12_400)).toBe('24.8')
  screen.getByText('Filling Test from the backup')
  screen.getByText('12,400 of 50,000 customers')
  expect(await progress(50_000)).toBe('100')
  screen.getByText('50,000 of 50,000 customers. SKU mappings and history follow.')
})
