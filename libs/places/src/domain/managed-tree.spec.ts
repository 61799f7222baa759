// Territory follows who manages a place, not the digits of its code.
import { describe, expect, it } from '@jest/globals';
import { ManagedTree, nearestAbove } from './managed-tree.ts';

// 阳泉: 义井镇 has 郊区's code and is run by 城区.
const YANGQUAN = '140300000000';
const CITY_DISTRICT = '140302000000';
const SUBURB = '140311000000';
const YIJING = '140311100000';
const YIJING_VILLAGE = '140311100201';
const MINE_ROAD = '140311101000';
const UPPER_STATION = '140302001000';
const UPPER_STATION_COMMUNITY = '140302001001';
const ALL = [
  YANGQUAN,
  CITY_DISTRICT,
  SUBURB,
  YIJING,
  YIJING_VILLAGE,
  MINE_ROAD,
  UPPER_STATION,
  UPPER_STATION_COMMUNITY,
];

describe('The tree of who manages what', () => {
  it('follows the codes where nothing else is known', () => {
    const tree = new ManagedTree(ALL, []);
    expect([...tree.within(SUBURB)].sort()).toEqual([SUBURB, YIJING, YIJING_VILLAGE, MINE_ROAD].sort());
    expect([...tree.within(CITY_DISTRICT)].sort()).toEqual(
      [CITY_DISTRICT, UPPER_STATION, UPPER_STATION_COMMUNITY].sort(),
    );
  });

  it('gives a town and everything in it to the district that runs it, and takes them from the one that lends the code', () => {
    const tree = new ManagedTree(ALL, [{ divisionCode: YIJING, managedBy: CITY_DISTRICT }]);
    expect(tree.within(CITY_DISTRICT)).toContain(YIJING_VILLAGE);
    expect(tree.within(CITY_DISTRICT)).toContain(YIJING);
    expect([...tree.within(SUBURB)].sort()).toEqual([SUBURB, MINE_ROAD].sort());
  });

  it('leaves the level above as it was', () => {
    const tree = new ManagedTree(ALL, [{ divisionCode: YIJING, managedBy: CITY_DISTRICT }]);
    expect([...tree.within(YANGQUAN)].sort()).toEqual([...ALL].sort());
  });

  it('lets a single village be run from elsewhere than its town', () => {
    const tree = new ManagedTree(ALL, [{ divisionCode: YIJING_VILLAGE, managedBy: UPPER_STATION }]);
    expect(tree.within(UPPER_STATION)).toContain(YIJING_VILLAGE);
    expect(tree.within(YIJING)).not.toContain(YIJING_VILLAGE);
  });

  it('ends, whatever circle the records hold', () => {
    const circle = new ManagedTree(ALL, [
      { divisionCode: SUBURB, managedBy: CITY_DISTRICT },
      { divisionCode: CITY_DISTRICT, managedBy: SUBURB },
    ]);
    expect(circle.within(SUBURB)).toContain(UPPER_STATION_COMMUNITY);
    expect(circle.within(CITY_DISTRICT)).toContain(YIJING_VILLAGE);
  });

  it('is empty for a division nobody knows', () => {
    expect(new ManagedTree(ALL, []).within('110101000000').size).toBe(0);
  });

  it('skips levels that are not recorded', () => {
    expect(nearestAbove(YIJING_VILLAGE, (code) => code === YANGQUAN)).toBe(YANGQUAN);
    expect(nearestAbove(YANGQUAN, () => false)).toBeNull();
  });
});
