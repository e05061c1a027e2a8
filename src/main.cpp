#include "cli/cli.h"

int main(int argc, char** argv) { return roundel::cli::run(argc, argv); }
