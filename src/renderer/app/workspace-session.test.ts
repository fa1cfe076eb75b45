import { firstValueFrom, filter } from 'rxjs'
import { afterEach, expect, it } from 'vitest'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { openTestWorkspace, type TestWorkspace } from '#renderer/workspace/test-workspace.testing.tsx'
import type { StartProblem } from '#renderer/workspace/start-problem.ts'
import { WorkspaceSession, type SessionState } from './workspace-session.ts'

const info = (id: string, change: Partial<WorkspaceInfo> = {}): WorkspaceInfo => ({
  id,
  name: id,
  createdAt: 1,
  connection: null,
  lastSystem: null,
  lastScope: null,
  credentials: 'missing',
  ...change,
})

const opened: TestWorkspace[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
})

/** Opens test workspaces, telling in which order things happened; fails as often as `problems` holds something. */
function starter(events: string[], problems: StartProblem[] = []) {
  return async (asked: WorkspaceInfo) => {
    const problem = problems.shift()
    if (problem !== undefined) return { ok: false, error: problem } as const
    events.push(`open ${asked.id}`)
    const desk = await openTestWorkspace()
    opened.push(desk)
    const close = (): Promise<void> => {
      events.push(`close ${asked.id}`)
      return Promise.resolve()
    }
    return { ok: true, value: { workspace: { ...desk.workspace, info: asked }, close } } as const
  }
}

const reaches = (session: WorkspaceSession, kind: SessionState['kind'], id: string): Promise<SessionState> =>
  firstValueFrom(session.state$.pipe(filter((state) => state.kind === kind && state.info.id === id)))

it('closes one workspace before it opens the next', async () => {
  const events: string[] = []
  const first = info('a')
  const session = new WorkspaceSession(starter(events), first)
  await reaches(session, 'open', 'a')
  session.show(info('b'))
  await reaches(session, 'open', 'b')
  expect(events).toEqual(['open a', 'close a', 'open b'])
})

it('shows a new name without opening the workspace again', async () => {
  const events: string[] = []
  const session = new WorkspaceSession(starter(events), info('a'))
  await reaches(session, 'open', 'a')
  session.show(info('a', { name: 'Fern & Field' }))
  const state = await reaches(session, 'open', 'a')
  expect(state.info.name).toBe('Fern & Field')
  expect(events).toEqual(['open a'])
})

it('opens again when a connection was added, since that changes what an edit means', async () => {
  const events: string[] = []
  const session = new WorkspaceSession(starter(events), info('a'))
  await reaches(session, 'open', 'a')
  const connection = {
    id: '6f1c2f0e-0000-4000-8000-000000000000',
    system: 'sku-io' as const,
    baseUrl: 'https://acme.sku.io',
    scopeId: '1',
    accountName: 'Acme',
    paused: false,
  }
  session.show(info('a', { connection }))
  await firstValueFrom(
    session.state$.pipe(filter((state) => state.kind === 'open' && state.info.connection !== null)),
  )
  expect(events).toEqual(['open a', 'close a', 'open a'])
})

it('says why a workspace does not open, and opens another one all the same', async () => {
  const events: string[] = []
  const problem: StartProblem = { kind: 'start-timeout', detail: 'no answer' }
  const session = new WorkspaceSession(starter(events, [problem]), info('a'))
  expect(await reaches(session, 'failed', 'a')).toMatchObject({ problem })
  session.show(info('b'))
  await reaches(session, 'open', 'b')
  expect(events).toEqual(['open b'])
})

it('turns an exception while opening into a failure that is shown', async () => {
  const session = new WorkspaceSession(() => Promise.reject(new Error('boom')), info('a'))
  expect(await reaches(session, 'failed', 'a')).toMatchObject({ problem: { kind: 'failed', detail: 'boom' } })
})

it('closes what is open when the window closes', async () => {
  const events: string[] = []
  const session = new WorkspaceSession(starter(events), info('a'))
  await session.close()
  expect(events).toEqual(['open a', 'close a'])
})
