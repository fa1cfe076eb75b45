import { describe, expect, it } from 'vitest'
import { outdatedBackups, type KeptBackup } from './rotation.ts'

const DAY = 86_400_000
const MONDAY = Date.UTC(2026, 10, 16, 9)

function daily(...days: number[]): KeptBackup[] {
  return days.map((day) => ({ id: `day${String(day)}`, kind: 'daily', createdAt: MONDAY + day * DAY }))
}

describe('outdatedBackups', () => {
  it('keeps seven days and four weeks', () => {
    const all = daily(...Array.from({ length: 60 }, (_, day) => -day))
    const gone = new Set(outdatedBackups(all))
    const kept = all.map(({ id }) => id).filter((id) => !gone.has(id))
    // Monday and the six days before it, then the Sundays that end the two weeks before the week of day-6.
    expect(kept).toEqual(['day0', 'day-1', 'day-2', 'day-3', 'day-4', 'day-5', 'day-6', 'day-8', 'day-15'])
  })

  it('keeps the newest of a day', () => {
    const early: KeptBackup = { id: 'early', kind: 'daily', createdAt: MONDAY }
    const late: KeptBackup = { id: 'late', kind: 'daily', createdAt: MONDAY + 3_600_000 }
    expect(outdatedBackups([early, late])).toEqual(['early'])
  })

  it('loses nothing of a computer that was off for long', () => {
    expect(outdatedBackups(daily(-400, -300, -200, -100))).toEqual([])
  })

  it('keeps the newest ten that were made by hand, whatever else there is', () => {
    const byHand = Array.from({ length: 12 }, (_, at): KeptBackup => ({
      id: `hand${String(at)}`,
      kind: 'by-hand',
      createdAt: at,
    }))
    expect(outdatedBackups([...byHand, ...daily(0)])).toEqual(['hand1', 'hand0'])
  })
})
