// Schemas of photographs, the card to read aloud, and the search for missing people.
import {
  PHOTO_PURPOSES, RESCUE_ADVICE, RESCUE_CARD_PARTS, RESCUE_SERVICES, type PhotoView, type PositionAsked,
  type PublicSearchSheet, type RescueCard, type SearchLink, type SearchPosition, type SearchSheet,
} from '#libs/contracts'; // prettier-ignore
import { id, list, nullable, oneOf, ref, shape, text, time, whole, yes, type Schema } from './schemas.ts';

const position = shape<SearchPosition>()({
  lng: { type: 'number' },
  lat: { type: 'number' },
  at: time,
  accuracyM: nullable({ type: 'number', minimum: 0 }),
  ageSeconds: { ...whole, minimum: 0 },
  source: { ...text, description: 'Name of the device.' },
});
/** What searchers see as well. */
const sought = {
  name: text,
  sex: nullable(oneOf(['male', 'female'])),
  age: nullable(whole),
  photoUrl: nullable(text),
  heightCm: nullable(whole),
  clothes: nullable(text),
  dialect: nullable(text),
  features: nullable(text),
  missingSince: time,
  lastSeenPlace: nullable(text),
  placesSought: list(text),
  lastPosition: nullable(position),
  positions: { ...list(position), description: 'Newest first; none once the person is found.' },
  hotline: nullable(text),
  open: { ...yes, description: 'They are still searched for.' },
};

export const rescueSchemas = {
  PhotoView: shape<PhotoView>()({
    id,
    at: time,
    by: nullable(ref('PersonRef')),
    purpose: oneOf(PHOTO_PURPOSES),
    url: { ...text, description: 'Opens for those who may see the case now.' },
  }),

  RescueCard: shape<RescueCard>()({
    alertId: id,
    lines: list(
      shape<RescueCard['lines'][number]>()({ part: oneOf(RESCUE_CARD_PARTS), text: { ...text, minLength: 1 } }),
    ),
    text: { ...text, description: 'The lines as one text.' },
    seconds: { ...whole, description: 'How long it takes to read it aloud.' },
    services: { ...list(oneOf(RESCUE_SERVICES)), description: 'In the order in which they are called.' },
    stayOutside: { ...yes, description: 'Helpers stay outside.' },
    advice: list(oneOf(RESCUE_ADVICE)),
    askRescue: { ...yes, description: 'The console asks whether 120, 119 or 110 was called.' },
  }),

  SearchSheet: shape<SearchSheet>()({
    ...sought,
    alertId: id,
    number: text,
    lastDoorEvent: nullable(shape<NonNullable<SearchSheet['lastDoorEvent']>>()({ at: time, device: text })),
    policeDueAt: { ...nullable(time), description: 'When 110 has to be called; null once it was, or they are found.' },
  }),
  PublicSearchSheet: shape<PublicSearchSheet>()(sought),
  SearchLink: shape<SearchLink>()({ id, url: { ...text, description: 'Shown this once.' }, expiresAt: time }),
  PositionAsked: shape<PositionAsked>()({
    devices: list(shape<PositionAsked['devices'][number]>()({ key: text, name: text })),
  }),
} satisfies Record<string, Schema>;
