// What the rest of ingest knows of the broker, be it our own or an external one.
import type { DeviceCommand, LinkHealth, Receipt } from '#libs/contracts';

export abstract class DeviceBroker {
  /** Where devices connect, `mqtt://host:port`; known once it is open. */
  abstract readonly address: string;
  /** False while receipts could not get through: another process should send them then. */
  abstract readonly canSend: boolean;
  abstract open(): Promise<void>;
  /** Takes nothing more; what has been taken may still be answered. */
  abstract close(): Promise<void>;
  /** Hands a receipt to the broker with QoS 1; rejects if the broker did not take it. */
  abstract sendReceipt(deviceKey: string, receipt: Receipt): Promise<void>;
  /** Hands a command to the broker, as a receipt. */
  abstract sendCommand(deviceKey: string, command: DeviceCommand): Promise<void>;
  /** A secret was revoked or replaced: whoever is signed in with the old one is cut off. */
  abstract credentialChanged(username: string): void;
  abstract links(): LinkHealth[];
}
