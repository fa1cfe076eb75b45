import { backingUp } from './backing-up.ts'
import type { CrashPoint } from './crash-point.ts'
import { firstSync } from './first-sync.ts'
import { importing } from './importing.ts'
import { savingTheRoster } from './saving-the-roster.ts'
import { sending } from './sending.ts'

/** All work that is tried by kill -9. */
export const CRASH_POINTS: readonly CrashPoint[] = [importing, firstSync, sending, savingTheRoster, backingUp]
