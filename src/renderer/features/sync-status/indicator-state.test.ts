import { expect, it } from 'vitest'
import { initialStatus, type SyncStatus } from '#renderer/replication/status.ts'
import { indicatorState } from './indicator-state.ts'

const status = (change: Partial<SyncStatus>): SyncStatus => ({ ...initialStatus(), ...change })

it('says what a person must do before anything else', () => {
  expect(indicatorState(status({ phase: 'idle' }), 5, 2)).toEqual({ tone: 'bad', text: 'needsYou', count: 2 })
  expect(indicatorState(status({ phase: 'signed-out' }), 5, 2).text).toBe('signIn')
  expect(indicatorState(status({ phase: 'confirm' }), 5, 0).text).toBe('confirm')
})

it('counts what waits, whatever keeps it', () => {
  expect(indicatorState(status({ phase: 'offline' }), 3, 0)).toMatchObject({
    text: 'offlineWaiting',
    count: 3,
  })
  expect(indicatorState(status({ phase: 'offline' }), 0, 0).text).toBe('offline')
  expect(indicatorState(status({ phase: 'paused' }), 3, 0)).toMatchObject({ text: 'pausedWaiting', count: 3 })
  expect(indicatorState(status({ phase: 'idle' }), 3, 0)).toMatchObject({ text: 'waiting', count: 3 })
})

it('is in step only when nothing waits and nothing needs a person', () => {
  expect(indicatorState(status({ phase: 'idle' }), 0, 0)).toEqual({ tone: 'good', text: 'inStep', count: 0 })
})

it('does not claim to be in step before sync has begun', () => {
  expect(indicatorState(status({ phase: 'off' }), 0, 0)).toEqual({
    tone: 'quiet',
    text: 'starting',
    count: 0,
  })
  expect(indicatorState(status({ phase: 'off' }), 3, 0)).toMatchObject({ text: 'waiting', count: 3 })
})

it('tells how far the first reading is', () => {
  const reading = status({ phase: 'first-sweep', progress: { done: 400, total: null } })
  expect(indicatorState(reading, 0, 0)).toMatchObject({ tone: 'busy', text: 'firstReadCount', count: 400 })
})
