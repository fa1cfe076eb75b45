import { contextBridge, ipcRenderer, webUtils } from 'electron'
import {
  PORT_MESSAGE,
  type IpcAnswer,
  type IpcEventName,
  type IpcEvents,
  type PortMessage,
  type WindowApi,
} from '#shared/ipc/contract.ts'
import { IPC_EVENTS, PORT_CHANNEL, WINDOW_CHANNELS } from '#shared/ipc/channels.ts'

const api = {
  invoke: (channel, input) => {
    if (!WINDOW_CHANNELS.includes(channel)) throw new Error('Unknown channel')
    return ipcRenderer.invoke(channel, input) as Promise<IpcAnswer<typeof channel>>
  },
  on: <E extends IpcEventName>(event: E, listener: (payload: IpcEvents[E]) => void) => {
    if (!IPC_EVENTS.includes(event)) throw new Error('Unknown event')
    const forward = (_event: unknown, payload: IpcEvents[E]): void => {
      listener(payload)
    }
    ipcRenderer.on(event, forward)
    return () => {
      ipcRenderer.removeListener(event, forward)
    }
  },
  openDropped: (file) =>
    ipcRenderer.invoke('csv:open-dropped', { path: webUtils.getPathForFile(file) }) as Promise<
      IpcAnswer<'csv:open-dropped'>
    >,
} satisfies WindowApi

ipcRenderer.on(PORT_CHANNEL, (event, { callId }: { callId: string }) => {
  const message: PortMessage = { type: PORT_MESSAGE, callId }
  window.postMessage(message, window.location.origin, event.ports)
})

contextBridge.exposeInMainWorld('api', api)
