// Signing in and out, and who I am.
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import { ROLES, type LoginAnswer } from '#libs/contracts';
import { Sessions, accountView, type Actor } from '#libs/identity';
import { rfc3339 } from '../door/rfc3339.ts';
import { SESSION_COOKIE, cookieOptions } from '../door/credentials.ts';
import { ActorParam, Operation } from '../door/operation.ts';

class LoginBody {
  @ApiProperty({ maxLength: 64 }) @IsString() @IsNotEmpty() @MaxLength(64) username!: string;
  @ApiProperty({ maxLength: 256, format: 'password' }) @IsString() @IsNotEmpty() @MaxLength(256) password!: string;
}

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(private readonly sessions: Sessions) {}

  @Post('login')
  @Operation({
    summary: 'Sign in; the answer holds the token for programs, the cookie serves browsers.',
    roles: 'public',
    answer: { schema: 'LoginAnswer', description: 'The session.' },
    errors: ['AUTH.BAD_CREDENTIALS', 'AUTH.THROTTLED'],
  })
  async login(
    @Body() body: LoginBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginAnswer> {
    const answer = await this.sessions.signIn(body.username, body.password, request.ip ?? '');
    const expires = new Date(answer.expiresAt);
    response.cookie(SESSION_COOKIE, answer.token, cookieOptions(request.secure, expires));
    return { ...answer, expiresAt: rfc3339(expires) };
  }

  @Post('logout')
  @Operation({
    summary: 'End this session.',
    roles: ROLES,
    answer: { status: 204, description: 'Ended; the cookie is gone.' },
  })
  async logout(
    @ActorParam() actor: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.signOut(actor);
    response.clearCookie(SESSION_COOKIE, cookieOptions(request.secure));
  }

  @Get('me')
  @Operation({
    summary: 'Who is signed in.',
    roles: ROLES,
    answer: { schema: 'MeAnswer', description: 'The account.' },
  })
  me(@ActorParam() actor: Actor): Omit<LoginAnswer, 'token'> {
    return { account: accountView(actor), expiresAt: rfc3339(actor.expiresAt) };
  }
}
