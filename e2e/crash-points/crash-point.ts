import type { DeskApp } from '../desk-app.ts'
import type { Crashes } from './crashes.ts'

/** Work of the app in the midst of which it may be killed. */
export interface CrashPoint {
  /** "kill -9 during …" */
  name: string
  /** Of ten crashes so many, where only ten are wanted in all. */
  ofTen: number
  /** Does the work in an app that was never started, kills it at each of the points, and holds what is there in the end. */
  run(desk: DeskApp, crashes: Crashes): Promise<void>
}
