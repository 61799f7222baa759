// The only door of places: divisions and who manages them, territories, homes, facilities.
export { placesSchema } from './database/places.schema.ts';
export { businessDay } from './domain/business-day.ts';
export { metresBetween } from './domain/distance.ts';
export { ManagedTree, nearestAbove, type Managed } from './domain/managed-tree.ts';
export { PointGrid } from './domain/point-grid.ts';
export { TravelEstimate, type ClassOfPlace, type TravelAssumptions } from './domain/travel-time.ts';
export { homeAddress, maskedAddress, type HomeAddressParts } from './home-address.ts';
export { Homes, type HomeRecord, type NewHome } from './homes.ts';
export { FindPlaces, type PlaceSearch } from './find-places.ts';
export { PlaceNames, type PlaceNamed } from './place-names.ts';
export { PlacesModule } from './places.module.ts';
export { Territories } from './territories.ts';
export { Territory } from './territory.ts';
