// What nearly every test includes, compiled once. Not to be included by hand: each file still names what it uses.
#pragma once

#include "core/precompiled.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
