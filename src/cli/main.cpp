#include <iostream>

#include "cli/program.h"

int main(int argc, char** argv) {
    return samordna::cli::run(argc, argv, std::cout, std::cerr);
}
