import type { WebFrameMain } from 'electron'
import { isAppUrl } from '#main/protocol/app-origin.ts'

/** True for the top frame of a page of the app: a subframe, another origin or a frame that is gone is refused. */
export function isTrustedSender(frame: Pick<WebFrameMain, 'url' | 'parent'> | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url)
}
