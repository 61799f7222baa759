// A script as it is published: kinds, questions, coded choices.
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsString, Matches, MaxLength, ValidateIf, ValidateNested,
} from 'class-validator'; // prettier-ignore
import { ALERT_KINDS, type AlertKind } from '#libs/contracts';

const Key = (): PropertyDecorator =>
  applyDecorators(ApiProperty({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }), Matches(/^[a-z][A-Za-z0-9]{0,39}$/));
const Spoken = (longest: number): PropertyDecorator =>
  applyDecorators(ApiProperty({ maxLength: longest }), IsString(), Matches(/\S/), MaxLength(longest));

class ChoiceBody {
  @Key() key!: string;
  @Spoken(40) zh!: string;
  @Spoken(80) en!: string;

  @ApiPropertyOptional({ description: 'This answer means 120 at once.' })
  @ValidateIf((_, value) => value !== undefined)
  @IsBoolean()
  danger?: boolean;
}

class QuestionBody {
  @Key() key!: string;
  @Spoken(100) zh!: string;
  @Spoken(200) en!: string;

  @ApiProperty({ type: [ChoiceBody], minItems: 2, maxItems: 8 })
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(8)
  @ValidateNested({ each: true })
  @Type(() => ChoiceBody)
  choices!: ChoiceBody[];
}

export class ScriptBody {
  @ApiProperty({ isArray: true, enum: ALERT_KINDS, minItems: 1 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ALERT_KINDS.length)
  @IsIn(ALERT_KINDS, { each: true })
  kinds!: AlertKind[];

  @ApiProperty({ type: [QuestionBody], minItems: 1, maxItems: 12 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(12)
  @ValidateNested({ each: true })
  @Type(() => QuestionBody)
  questions!: QuestionBody[];
}
