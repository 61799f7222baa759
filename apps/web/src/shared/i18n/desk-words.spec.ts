// Every code of a case and its tasks has a word; without one an operator would read the bare code.
import { describe, expect, it } from '@jest/globals';
import {
  ABSENCE_PROOFS, ALERT_STAGES, CALL_CHANNELS, CALL_RESULTS, CALL_STATES, CAUSES, DECLINE_REASONS, DISPATCH_STATES,
  DOOR_RESULTS, DOOR_STEPS, ENTRY_WITH, FOLLOW_UP_KINDS, FOLLOW_UP_RESULTS, FOLLOW_UP_STATES, INCOMING_CALL_STATES,
  INJURIES, LADDER_ACTIONS, NO_RESCUE_REASONS, OUTCOME_DETAILS, PHOTO_PURPOSES, RESCUE_ADVICE, RESCUE_CARD_PARTS,
  RESCUE_SERVICES, RESCUE_STATES, RESCUE_WAYS, RESPONDER_KINDS, RESPONDER_SKILLS, TRAVEL_WAYS,
} from '#libs/contracts'; // prettier-ignore
import { ACTION_TEXT } from '../../dispatch/key-actions.ts';
import { messagePaths } from './same-keys.ts';
import { zhCn } from './zh-cn.ts';

const LISTS: Readonly<Record<string, readonly string[]>> = {
  stage: ALERT_STAGES,
  detail: Object.values(OUTCOME_DETAILS).flat(),
  injury: INJURIES,
  cause: CAUSES,
  proof: ABSENCE_PROOFS,
  noRescueReason: NO_RESCUE_REASONS,
  ladderAction: LADDER_ACTIONS,
  callState: CALL_STATES,
  callChannel: CALL_CHANNELS,
  callResult: CALL_RESULTS,
  incomingState: INCOMING_CALL_STATES,
  dispatchState: DISPATCH_STATES,
  declineReason: DECLINE_REASONS,
  rescueState: RESCUE_STATES,
  rescueService: RESCUE_SERVICES,
  rescueWay: RESCUE_WAYS,
  rescuePart: RESCUE_CARD_PARTS,
  rescueAdvice: RESCUE_ADVICE,
  followUpKind: FOLLOW_UP_KINDS,
  followUpState: FOLLOW_UP_STATES,
  followUpResult: FOLLOW_UP_RESULTS,
  doorStep: DOOR_STEPS,
  doorResult: DOOR_RESULTS,
  entryWith: ENTRY_WITH,
  photoPurpose: PHOTO_PURPOSES,
  responderKind: RESPONDER_KINDS,
  skill: RESPONDER_SKILLS,
  travel: TRAVEL_WAYS,
};
const paths = new Set(messagePaths(zhCn));

describe('The words of the desk', () => {
  it.each(Object.entries(LISTS))('name every code of %s', (group, codes) => {
    expect(codes.filter((code) => !paths.has(`${group}.${code}`))).toEqual([]);
  });

  it('name every key of the console', () => {
    expect(Object.values(ACTION_TEXT).filter((path) => !paths.has(path))).toEqual([]);
  });
});
